using System.Diagnostics;
using System.Globalization;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Benchmarks.Containment;

/// <summary><c>containment-scale [repetitions]</c>: how long until a revocation of a subject, and a lock of a client, are in force, by the number of live sessions they end or refuse.</summary>
internal static class ContainmentScale
{
    // Presented after each answer: all of them, or so many drawn evenly.
    private const int Presented = 500;

    private static readonly int[] OfSubject = [1, 100, 2_000];

    private static readonly int[] OfClient = [1, 1_000, 50_000];

    private static readonly ClientId Operator = ClientId.Create("ops");

    private static readonly RevocationOrder Order = new(RevocationReason.Compromise, null, EndInitiator.By(Operator));

    public static async Task<int> RunAsync(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        await using var cluster = await ScaleCluster.StartAsync();
        await WarmAsync(cluster);

        // Locks last: sessions of the many clients stay in memory.
        var subjects = new List<ScaleSeries>();
        foreach (var sessions in OfSubject)
        {
            subjects.Add(await RevokeAsync(cluster, sessions, repetitions));
            Console.WriteLine(Line("revoke subject", subjects[^1]));
        }

        var locks = new List<ScaleSeries>();
        foreach (var sessions in OfClient)
        {
            locks.Add(await LockAsync(cluster, sessions, repetitions));
            Console.WriteLine(Line("lock client", locks[^1]));
        }

        await File.WriteAllTextAsync(Path.Combine("bench", "results", "containment-scale.svg"), ContainmentScaleReport.Picture(subjects, locks));
        await ResultFile.WriteAsync("containment-scale.md", ContainmentScaleReport.Markdown(subjects, locks, repetitions));
        return subjects.Concat(locks).Any(series => series.Accepted > 0) ? 1 : 0;
    }

    private static async Task WarmAsync(ScaleCluster cluster)
    {
        for (var round = 0; round < 3; round++)
        {
            await RevokeAsync(cluster, 10, 3);
            await LockAsync(cluster, 10, 3);
        }
    }

    /// <summary>Every repetition needs sessions of its own: what was revoked stays so.</summary>
    private static async Task<ScaleSeries> RevokeAsync(ScaleCluster cluster, int sessions, int repetitions)
    {
        var times = new List<double>();
        var asked = 0;
        var accepted = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var subject = $"subject-{Guid.NewGuid():n}";
            var tokens = Sample(await cluster.EstablishAsync(sessions, _ => subject, "login"));
            await ExpectAsync(cluster, tokens, tokens.Length);
            await cluster.SettleAsync();
            var start = Stopwatch.GetTimestamp();
            var result = await cluster.Client.RevokeSubjectAsync(new(SubjectId.TryCreate(subject, out var id, out _) ? id : default, Order));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (result is not RevokeResult.Revoked)
            {
                throw new InvalidOperationException($"Not revoked: {result}");
            }

            asked += tokens.Length;
            accepted += await cluster.CountAcceptedAsync(tokens);
        }

        return new(sessions, times, asked, accepted);
    }

    private static async Task<ScaleSeries> LockAsync(ScaleCluster cluster, int sessions, int repetitions)
    {
        var client = $"client-{Guid.NewGuid():n}";
        var tokens = Sample(await cluster.EstablishAsync(sessions, index => $"{client}-{index}", client));
        var times = new List<double>();
        var asked = 0;
        var accepted = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            await ExpectAsync(cluster, tokens, tokens.Length);
            await cluster.SettleAsync();
            var start = Stopwatch.GetTimestamp();
            var result = await cluster.Client.LockAsync(new(LockDimension.Client, client, Order));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var locked = result as LockResult.Locked ?? throw new InvalidOperationException($"Not locked: {result}");
            asked += tokens.Length;
            accepted += await cluster.CountAcceptedAsync(tokens);
            if (await cluster.Client.UnlockAsync(locked.Id, Operator) is var unlocked and not UnlockResult.Unlocked)
            {
                throw new InvalidOperationException($"Not unlocked: {unlocked}");
            }
        }

        return new(sessions, times, asked, accepted);
    }

    private static string[] Sample(string[] tokens)
    {
        var step = Math.Max(1, tokens.Length / Presented);
        return [.. tokens.Where((_, index) => index % step == 0)];
    }

    /// <summary>They are live, or nothing was shown. A removal is told to silos while nobody waits: asked until all know.</summary>
    private static async Task ExpectAsync(ScaleCluster cluster, string[] tokens, int accepted)
    {
        var start = Stopwatch.GetTimestamp();
        while (await cluster.CountAcceptedAsync(tokens) != accepted)
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException("Not every session is live.");
            }
        }
    }

    private static string Line(string what, ScaleSeries series) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, {series.Sessions:N0} sessions: best {series.Best:0.0} ms, median {series.Median:0.0} ms, worst {series.Worst:0.0} ms, {series.Accepted} of {series.Asked:N0} accepted after it");
}

using System.Collections.Concurrent;
using System.Globalization;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Benchmarks.Storage;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Benchmarks.Establishment;

/// <summary><c>establish [rounds] [seconds]</c>: establishments and revocations a second on the embedded store, 64 callers of the shipped silo's own edge, each session of a new subject.</summary>
internal static class EstablishLoad
{
    private const int CallerCount = 64;

    private static readonly RevocationOrder Order = new(RevocationReason.Logout, null, EndInitiator.By(ClientId.Create("login")));

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5);
        await RoundAsync(TimeSpan.FromSeconds(2));
        var results = new List<EstablishRound>();
        for (var round = 0; round < rounds; round++)
        {
            results.Add(await RoundAsync(duration));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {rounds}: {results[^1].Establish.PerSecond:N0} establishments/s, {results[^1].Revoke.PerSecond:N0} revocations/s"));
        }

        await ResultFile.WriteAsync("establish.md", EstablishReport.Markdown(results, CallerCount, duration));
        return 0;
    }

    private static async Task<EstablishRound> RoundAsync(TimeSpan duration)
    {
        var rows = await BareRowsAsync(duration);
        using var directory = new BenchDirectory();
        await using var silo = await BenchSilo.StartAsync(directory);
        using var writes = new RowWrites();
        var client = silo.Client;
        var sessions = new ConcurrentQueue<SessionId>();
        var subject = 0;

        var before = writes.Count;
        var establish = await Callers.RunAsync(CallerCount, duration, async _ =>
        {
            var established = await BenchSession.EstablishAsync(client, $"user-{Interlocked.Increment(ref subject)}");
            sessions.Enqueue(established.Id);
            return true;
        });
        var rowsPerEstablishment = (writes.Count - before) / (double)establish.Operations;

        before = writes.Count;
        var revoke = await Callers.RunAsync(CallerCount, duration, async _ => sessions.TryDequeue(out var id) && await RevokeAsync(client, id));
        return new(rows, establish, rowsPerEstablishment, revoke, (writes.Count - before) / (double)revoke.Operations);
    }

    private static async Task<bool> RevokeAsync(ISessionClient client, SessionId id) =>
        await client.RevokeAsync(new RevokeDescriptor.ById(id, Order)) is RevokeResult.Revoked
            ? true
            : throw new InvalidOperationException($"{id} was established and can't be revoked.");

    private static async Task<PhaseResult> BareRowsAsync(TimeSpan duration)
    {
        using var directory = new BenchDirectory();
        await using var store = await EmbeddedContender.CreateAsync(directory.Path);
        return await new StorageWorkload(store.Storage).WriteAsync(CallerCount, duration);
    }
}

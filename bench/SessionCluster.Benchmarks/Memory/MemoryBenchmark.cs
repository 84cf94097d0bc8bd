using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Client;

namespace SessionCluster.Benchmarks.Memory;

/// <summary>
/// <c>memory [sessions] [rounds]</c>: managed bytes per active session against an empty grain with persistent state, in one process and one run: just established and used, and loaded
/// from the store by a silo that has just started.
/// </summary>
internal static class MemoryBenchmark
{
    private const int SessionsPerSubject = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var results = new List<(double FloorNew, double SessionNew, double FloorLoaded, double SessionLoaded)>();
        for (var round = 0; round < rounds; round++)
        {
            results.Add(await RoundAsync(count));
            var (floorNew, sessionNew, floorLoaded, sessionLoaded) = results[^1];
            Console.WriteLine($"round {round + 1} of {rounds}: new {floorNew:N0} and {sessionNew:N0} bytes, loaded {floorLoaded:N0} and {sessionLoaded:N0} bytes");
        }

        var text = new StringBuilder();
        text.AppendLine("# Managed memory of an active session").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- memory`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rounds} rounds of {count:N0} activations of each kind, side by side on one silo; medians (lowest to highest in brackets). The aim is 1.35 times an empty grain with persistent state.");
        text.AppendLine(CultureInfo.InvariantCulture, $"A session has one audience, two scopes, two methods and no attributes; {SessionsPerSubject} belong to one subject, whose grain counts where it is active (new, not loaded). {Machine.Description}.").AppendLine();
        text.AppendLine("| bytes | empty grain | session | ratio |");
        text.AppendLine("|---|---:|---:|---:|");
        Row("new: written and used", [.. results.Select(round => round.FloorNew)], [.. results.Select(round => round.SessionNew)]);
        Row("loaded from the store and used", [.. results.Select(round => round.FloorLoaded)], [.. results.Select(round => round.SessionLoaded)]);
        await ResultFile.WriteAsync("memory.md", text.ToString());
        return 0;

        void Row(string name, double[] floor, double[] session) => text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {name} | {Medians.Of(floor):N0} ({floor.Min():N0} to {floor.Max():N0}) | {Medians.Of(session):N0} ({session.Min():N0} to {session.Max():N0}) | {Medians.Of([.. session.Zip(floor, (one, other) => one / other)]):0.00} |");
    }

    private static async Task<(double FloorNew, double SessionNew, double FloorLoaded, double SessionLoaded)> RoundAsync(int count)
    {
        using var directory = new BenchDirectory();
        var tokens = new TokenBook(count);
        var (floorNew, sessionNew) = await MeasureAsync(async (client, index) =>
        {
            tokens[index] = (await BenchSession.EstablishAsync(client, $"user-{index / SessionsPerSubject}")).Token.Reveal();
            await BenchSession.UseAsync(client, tokens[index]);
        });
        var (floorLoaded, sessionLoaded) = await MeasureAsync((client, index) => BenchSession.UseAsync(client, tokens[index]));
        return (floorNew, sessionNew, floorLoaded, sessionLoaded);

        async Task<(double Floor, double Session)> MeasureAsync(Func<ISessionClient, int, Task> session)
        {
            await using var silo = await BenchSilo.StartAsync(directory);
            var (client, grains) = (silo.Client, silo.Grains);

            // What is made once for a kind is not counted to the first of it.
            await BenchSession.UseAsync(client, (await BenchSession.EstablishAsync(client, $"warm-up-{Guid.NewGuid()}")).Token.Reveal());
            await grains.GetGrain<IFloorGrain>("warm-up").Touch();
            var floor = await ManagedHeap.BytesForEachAsync(count, index => grains.GetGrain<IFloorGrain>($"floor-{index}").Touch());
            return (floor, await ManagedHeap.BytesForEachAsync(count, index => session(client, index)));
        }
    }
}

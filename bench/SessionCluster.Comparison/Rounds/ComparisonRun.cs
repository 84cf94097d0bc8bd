using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Comparison.Contenders;
using SessionCluster.Comparison.Reports;
using SessionCluster.Comparison.Serving;

namespace SessionCluster.Comparison.Rounds;

/// <summary>All contenders in one run: the same callers, warmed up, round by round, each round beginning with another one.</summary>
internal static class ComparisonRun
{
    private const int MemoryRounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        if (ComparisonArguments.TryParse(args) is not { } arguments)
        {
            await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project bench/SessionCluster.Comparison -- [rounds] [seconds of each] [activations]");
            return 2;
        }

        await using var redis = await RedisServer.StartAsync();
        if (redis is null)
        {
            await Console.Error.WriteLineAsync("redis-server is missing: install it, on Debian with 'apt-get install redis-server', and run this again.");
            return 2;
        }

        using var server = await ServerProcess.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(server.Address);
        using var jwt = new JwtContender();
        var board = await BoardAsync(redis, server, client, jwt);
        await MeasureAsync(board, arguments);

        var memory = new List<MemoryFloor>();
        for (var round = 0; round < MemoryRounds; round++)
        {
            memory.Add(await server.MeasureMemoryAsync(arguments.Activations));
            Console.WriteLine($"memory: {memory[^1].Session:N0} bytes a session, {memory[^1].Floor:N0} the empty grain");
        }

        await ResultFile.WriteAsync("comparison.md", ComparisonReport.Markdown(board, memory, arguments, redis.Version));
        return 0;
    }

    private static async Task<Board> BoardAsync(RedisServer redis, ServerProcess server, GatewayClient client, JwtContender jwt)
    {
        var sessions = await RedisSessions.StoreAsync(redis.Connection.GetDatabase());
        Func<TimeSpan> silo = () => server.ProcessorTime;
        return new(
            Here(await ValidateContender.PrepareAsync("gateway over TCP", client.Sessions), silo),
            Here(new EmptyCallContender("gateway over TCP", client.Grains), silo),
            new("validate, co-hosted", duration => server.MeasureAsync("validate", ComparisonArguments.Callers, duration), null),
            new("empty grain call, co-hosted", duration => server.MeasureAsync("empty", ComparisonArguments.Callers, duration), null),
            Here(await RedisScriptContender.PrepareAsync(redis.Connection, sessions), () => redis.ProcessorTime),
            Here(new RedisHashContender(redis.Connection.GetDatabase(), sessions), () => redis.ProcessorTime),
            Here(jwt, null));
    }

    private static async Task MeasureAsync(Board board, ComparisonArguments arguments)
    {
        var duration = TimeSpan.FromSeconds(arguments.Seconds);
        foreach (var track in board.All)
        {
            await track.RunAsync(duration);
            track.Rounds.Clear();
        }

        for (var round = 0; round < arguments.Rounds; round++)
        {
            for (var turn = 0; turn < board.All.Count; turn++)
            {
                await board.All[(round + turn) % board.All.Count].RunAsync(duration);
            }

            Console.WriteLine($"round {round + 1} of {arguments.Rounds}: {string.Join(", ", board.All.Select(track => $"{track.Name} {track.Rounds[^1].Phase.PerSecond:N0}/s"))}");
        }
    }

    private static Track Here(IContender contender, Func<TimeSpan>? serverTime) => new(contender.Name, duration => Callers.RunAsync(ComparisonArguments.Callers, duration, contender.AskAsync), serverTime);
}

using System.Globalization;
using System.Reflection;
using System.Text;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Comparison.Rounds;
using SessionCluster.Comparison.Serving;

namespace SessionCluster.Comparison.Reports;

/// <summary>The comparison as Markdown: medians over the rounds, lowest to highest in brackets, and ratios of the same round.</summary>
internal static class ComparisonReport
{
    private const double MostMemory = 1.35;

    public static string Markdown(Board board, IReadOnlyList<MemoryFloor> memory, ComparisonArguments arguments, string redisVersion)
    {
        var text = new StringBuilder();
        text.AppendLine("# Strict validation compared").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Comparison`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{arguments.Rounds} interleaved rounds of {arguments.Seconds:0.##} s for each, warmed up, {ComparisonArguments.Callers} callers that wait for their answers; medians (lowest to highest in brackets).");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Description}; SessionCluster {Version<Client.ISessionClient>()}, Orleans {Version<IGrain>()}, Redis {redisVersion}, StackExchange.Redis {Version<StackExchange.Redis.ConnectionMultiplexer>()}, JsonWebTokens {Version<Microsoft.IdentityModel.JsonWebTokens.JsonWebToken>()}.");
        text.AppendLine("Client and server are processes of their own on the same machine and share its processor; co-hosted and in process there is only one. With one silo the gateway is always the owner's.");
        text.AppendLine("Processor time is what sharing can't blur: microseconds for each, of the process that asks and of the one that answers.").AppendLine();
        AddContenders(text, board);
        AddRatios(text, board);
        AddMemory(text, memory, arguments);
        text.AppendLine().AppendLine("Where the time goes, and why which aim is missed: [comparison-profile.md](comparison-profile.md), taken by hand with another tool.");
        return text.ToString();
    }

    private static void AddContenders(StringBuilder text, Board board)
    {
        text.AppendLine("| | a second | p50 ms | p99 ms | us, asking | us, answering |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (var track in board.All)
        {
            var answering = track.ServerTime is null ? "-" : Median(track, round => round.ServerMicroseconds).ToString("0.0", CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {track.Name} | {Spread(track.PerSecond, "N0")} | {Median(track, round => round.Phase.P50):0.00} | {Median(track, round => round.Phase.P99):0.00} | {Median(track, round => round.Phase.Processor):0.0} | {answering} |");
        }
    }

    private static void AddRatios(StringBuilder text, Board board)
    {
        text.AppendLine().AppendLine("| ratio of throughput | measured | aim | |");
        text.AppendLine("|---|---:|---:|---|");
        Add("validate to an empty grain call, gateway over TCP", board.Validate, board.Empty, 0.85);
        Add("validate to an empty grain call, co-hosted", board.ValidateCohosted, board.EmptyCohosted, null);
        Add("validate over TCP to Redis with a Lua script", board.Validate, board.RedisScript, 2.5);
        Add("validate co-hosted to Redis with a Lua script", board.ValidateCohosted, board.RedisScript, null);
        Add("validate over TCP to Redis HGETALL", board.Validate, board.RedisHash, null);
        Add("validate over TCP to an ES256 token in process", board.Validate, board.Jwt, null);

        void Add(string name, Track one, Track other, double? aim)
        {
            double[] values = [.. one.PerSecond.Zip(other.PerSecond, (mine, its) => mine / its)];
            var verdict = aim is null ? string.Empty : Medians.Of(values) >= aim ? "met" : "missed";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Spread(values, "0.00")} | {(aim is null ? "-" : $"{aim:0.00}")} | {verdict} |");
        }
    }

    private static void AddMemory(StringBuilder text, IReadOnlyList<MemoryFloor> memory, ComparisonArguments arguments)
    {
        double[] ratios = [.. memory.Select(round => round.Session / round.Floor)];
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Managed memory of an active session with its share of a subject, {memory.Count} rounds of {arguments.Activations:N0} activations of each kind on the same silo: {Spread([.. memory.Select(round => round.Session)], "N0")} bytes.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Of an empty grain with persistent state: {Spread([.. memory.Select(round => round.Floor)], "N0")} bytes. Ratio {Spread(ratios, "0.00")}; the aim is at most {MostMemory}: {(Medians.Of(ratios) <= MostMemory ? "met" : "missed")}.");
    }

    private static string Version<T>() => typeof(T).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static double Median(Track track, Func<(PhaseResult Phase, double ServerMicroseconds), double> value) => Medians.Of([.. track.Rounds.Select(value)]);

    private static string Spread(double[] values, string format) =>
        $"{Text(Medians.Of(values), format)} ({Text(values.Min(), format)} to {Text(values.Max(), format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Possession;

/// <summary>Proof verification as Markdown: medians over the rounds.</summary>
internal static class ProofReport
{
    public static string Markdown(ProofInputs inputs, int rounds, int calls)
    {
        var text = new StringBuilder();
        text.AppendLine("# A presented proof: the checks of RFC 9449 section 4.3").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- proof`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rounds} rounds of {calls:N0} calls each, in one thread; all contenders take turns in blocks of 40 calls, so that what disturbs the machine disturbs all alike. Medians over the rounds (lowest to highest in brackets). {Machine.Description}, load {Load()} while it ran.");
        text.AppendLine(CultureInfo.InvariantCulture, $"The proofs are different ones, ES256 of {inputs.Length} characters with `ath` and `nonce`. \"Known\" is a key in the cache. The aim is at most 1.35 times the bare verification of the same bytes.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{Ratio(inputs.Known, inputs.Bare)} times** the bare verification for ES256, {Ratio(inputs.KnownRsa, inputs.BareRsa)} times for RS256 (medians of the rounds' own ratios).").AppendLine();
        text.AppendLine("| | us | allocated, bytes |");
        text.AppendLine("|---|---:|---:|");
        foreach (var contender in inputs.Contenders)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {contender.Name} | {Medians.Of(contender.Rounds):N1} ({contender.Rounds.Min():N1} to {contender.Rounds.Max():N1}) | {contender.Allocated:N0} |");
        }

        text.AppendLine();
        text.AppendLine("An accepted proof allocates its result; what .NET allocates for one bare verification stands in the first row. A key that is new is imported, and its point is looked for on the curve.");
        return text.ToString();
    }

    private static string Ratio(ProofContender one, ProofContender other)
    {
        double[] ratios = [.. one.Rounds.Zip(other.Rounds, (mine, bare) => mine / bare)];
        return string.Create(CultureInfo.InvariantCulture, $"{Medians.Of(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})");
    }

    // The first number: how many threads wanted a processor in the last minute, ours among them.
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}

using System.Globalization;
using System.Text;

namespace SessionCluster.Fuzz;

/// <summary>How many inputs of each reader were refused and taken, and the one that was answered wrongly.</summary>
public sealed class FuzzResult
{
    private readonly Dictionary<string, (int Refused, int Taken)> _counts;

    internal FuzzResult(IEnumerable<string> targets) => _counts = targets.ToDictionary(name => name, _ => (0, 0));

    /// <summary>What went wrong, with the input in base64; <see langword="null"/> when nothing did.</summary>
    public string? Violation { get; internal set; }

    /// <summary>Refused and taken, by reader.</summary>
    public IReadOnlyDictionary<string, (int Refused, int Taken)> Counts => _counts;

    internal void Count(string target, FuzzOutcome outcome)
    {
        var (refused, taken) = _counts[target];
        _counts[target] = outcome == FuzzOutcome.Refused ? (refused + 1, taken) : (refused, taken + (outcome == FuzzOutcome.Taken ? 1 : 0));
    }

    /// <summary>A line for each reader.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, (refused, taken)) in _counts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-28} refused {refused,9:N0}   taken {taken,9:N0}");
        }

        return text.Append(Violation ?? "Never anything but a refusal, or what the input says.").ToString();
    }
}

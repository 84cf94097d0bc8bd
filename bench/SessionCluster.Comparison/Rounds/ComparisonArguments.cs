using System.Globalization;

namespace SessionCluster.Comparison.Rounds;

/// <summary><c>[rounds] [seconds] [activations]</c>: how often each contender is asked, for how long each time, and how many activations of each kind the memory is measured with.</summary>
internal sealed record ComparisonArguments(int Rounds, double Seconds, int Activations)
{
    /// <summary>Callers of each contender, each of which waits for its answer.</summary>
    public const int Callers = 64;

    /// <summary>Reads them; <see langword="null"/> when they are none.</summary>
    public static ComparisonArguments? TryParse(string[] args)
    {
        var read = new ComparisonArguments(5, 2, 10_000);
        for (var index = 0; index < args.Length; index++)
        {
            if (!double.TryParse(args[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0 || index > 2)
            {
                return null;
            }

            read = index switch
            {
                0 => read with { Rounds = Math.Max(1, (int)number) },
                1 => read with { Seconds = number },
                _ => read with { Activations = Math.Max(1, (int)number) },
            };
        }

        return read;
    }
}

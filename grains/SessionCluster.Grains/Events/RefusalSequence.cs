using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Events;

/// <summary>
/// The sequence of a count of refusals: beyond every sequence of a chain, in the order of time, the same when the count is handed on again, and another for every silo and reason. It fits a number of JSON (below 2^53).
/// </summary>
internal static class RefusalSequence
{
    private const int SiloBits = 12;

    private const int RefusalBits = 6;

    /// <summary>The sequence.</summary>
    /// <param name="at">When the count was taken, to the second; until the year 2242.</param>
    /// <param name="refusal">The reason.</param>
    /// <param name="silo">Of which the lowest 12 bits tell silos apart.</param>
    public static long Of(DateTimeOffset at, SessionRefusal refusal, int silo) =>
        SessionEvent.FirstRefusalSequence
        + (((at.ToUnixTimeSeconds() << RefusalBits) | ((long)refusal & ((1 << RefusalBits) - 1))) << SiloBits)
        + (silo & ((1 << SiloBits) - 1));
}

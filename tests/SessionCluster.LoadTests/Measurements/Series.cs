using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Measurements;

/// <summary>All operations of a kind that ended with the same words.</summary>
/// <param name="Operation">The kind.</param>
/// <param name="Outcome">How they ended.</param>
internal sealed record Series(OperationKind Operation, OperationOutcome Outcome)
{
    public Latencies Latencies { get; } = new(3);
}

namespace SessionCluster.LoadTests.Operations;

/// <summary>How one operation ended.</summary>
/// <param name="Kind">As far as service goes.</param>
/// <param name="Word">In words, as the client has it: <c>accepted</c>, <c>refused: Revoked</c>, <c>unavailable: Timeout</c>.</param>
internal readonly record struct OperationOutcome(OutcomeKind Kind, string Word)
{
    public static OperationOutcome Skipped { get; } = new(OutcomeKind.Skipped, "nothing to do");

    public static OperationOutcome Answered(string word) => new(OutcomeKind.Answered, word);

    public static OperationOutcome Unavailable(object reason) => new(OutcomeKind.Unavailable, $"unavailable: {reason}");

    public static OperationOutcome Wrong(string word) => new(OutcomeKind.Wrong, word);
}

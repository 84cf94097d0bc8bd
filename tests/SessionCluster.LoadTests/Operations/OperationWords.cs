namespace SessionCluster.LoadTests.Operations;

/// <summary>The words of <see cref="OperationKind"/>, on the command line and in reports.</summary>
internal static class OperationWords
{
    private static readonly Dictionary<OperationKind, string> Words = new()
    {
        [OperationKind.Validate] = "validate",
        [OperationKind.PresentEnded] = "present-ended",
        [OperationKind.PresentForged] = "present-forged",
        [OperationKind.PresentReplayed] = "present-replayed",
        [OperationKind.Establish] = "establish",
        [OperationKind.Rotate] = "rotate",
        [OperationKind.Follow] = "follow",
        [OperationKind.StepUp] = "step-up",
        [OperationKind.Lock] = "lock",
        [OperationKind.Revoke] = "revoke",
        [OperationKind.RevokeSubject] = "revoke-subject",
        [OperationKind.Info] = "info",
    };

    public static string Of(OperationKind kind) => Words[kind];

    public static bool TryParse(string word, out OperationKind kind)
    {
        var found = Words.FirstOrDefault(pair => pair.Value == word);
        kind = found.Key;
        return found.Value is not null;
    }
}

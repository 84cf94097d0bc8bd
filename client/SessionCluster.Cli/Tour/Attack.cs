namespace SessionCluster.Cli.Tour;

/// <summary>An attack of docs/threat-model.md.</summary>
/// <param name="Id"><c>A1</c> to <c>A11</c>.</param>
/// <param name="Title">What somebody does.</param>
/// <param name="Unplayed">Why the tour does not play it; <see langword="null"/> when it does.</param>
internal sealed record Attack(string Id, string Title, string? Unplayed = null)
{
    public static Attack StolenToken { get; } = new("A1", "A token is copied out of a browser profile and used elsewhere.");

    public static Attack LongSession { get; } = new("A2", "A service account authenticates once and keeps its session far longer than intended.");

    public static Attack OtherMachine { get; } = new("A3", "A cached session is reused from another machine.");

    public static Attack Replay { get; } = new("A5", "A captured request is replayed, perhaps after a crash.");

    public static Attack RotatedToken { get; } = new("A6", "A rotated token is used again: thief and owner both hold it.");

    public static Attack AfterReset { get; } = new("A7", "A password is reset after a takeover, and the thief's sessions live on.");

    public static Attack Forgeries { get; } = new("A9", "Forged tokens are thrown at the cluster.");

    public static Attack StolenStore { get; } = new("A10", "The storage or its backup is stolen, altered, or restored.");

    public static Attack PhishingProxy { get; } = new("A11", "A phishing proxy completes the login itself.");

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        StolenToken,
        LongSession,
        OtherMachine,
        new("A4", "An agent goes on after its human has left.", "not there yet: delegation comes with a later version"),
        Replay,
        RotatedToken,
        AfterReset,
        new("A8", "A token leaks into a commit or ticket.", "not there yet: tokens are scannable since version 0.1, leak reports come with a later one"),
        Forgeries,
        StolenStore,
        PhishingProxy,
    ];
}

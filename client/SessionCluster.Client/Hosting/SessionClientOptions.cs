namespace SessionCluster.Client.Hosting;

/// <summary>Options of <see cref="ISessionClient"/>. Validated at start.</summary>
public sealed class SessionClientOptions
{
    /// <summary>Shortest <see cref="OperationTimeout"/>: 1 s.</summary>
    internal static readonly TimeSpan MinOperationTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Longest <see cref="OperationTimeout"/>: 30 s, after which the cluster gives up, too.</summary>
    internal static readonly TimeSpan MaxOperationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The environment that the cluster serves: 1 to 12 characters <c>a</c> to <c>z</c> and <c>0</c> to <c>9</c>; <c>dev</c> by default. It stands in every token, and a token of another
    /// environment is refused (H3).
    /// </summary>
    public string Environment { get; set; } = "dev";

    /// <summary>
    /// How long establish, revoke, info and list wait for an answer: 30 s by default, 1 s to 30 s. Then the result is <c>Unavailable</c> and the outcome unknown: a silo that died answers
    /// nobody (L21). All but establish are sent once more when the first half of that brought no answer. A validation takes 2 s at most, two sendings included, whatever this says.
    /// </summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The edge ring's file, <c>{"current": 1, "keys": {"1": "base64 of 32 bytes"}}</c>: read at start and again every 2 s, so that keys are added and retired without a restart (H2). A file with a
    /// problem stops the start; later it changes nothing and is logged once. <see langword="null"/> (default): register an <see cref="SessionCluster.Abstractions.Keys.EdgeRing"/> yourself.
    /// </summary>
    public string? KeyRingFile { get; set; }
}

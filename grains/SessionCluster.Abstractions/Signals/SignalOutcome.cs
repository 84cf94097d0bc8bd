namespace SessionCluster.Abstractions.Signals;

/// <summary>What a session grain answers to a <see cref="SignalCall"/>.</summary>
[GenerateSerializer, Alias("sc.SignalOutcome")]
public enum SignalOutcome
{
    /// <summary>Taken: what follows from it has landed.</summary>
    Taken = 1,

    /// <summary>No such session, another secret, or a client that has not validated it lately.</summary>
    NotEntitled = 2,

    /// <summary>In doubt: ask again.</summary>
    Unavailable = 3,
}

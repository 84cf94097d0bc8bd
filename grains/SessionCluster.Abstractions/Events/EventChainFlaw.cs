namespace SessionCluster.Abstractions.Events;

/// <summary>What is wrong at a place of a chain.</summary>
public enum EventChainFlaw
{
    /// <summary>It is missing, or an event stands there that belongs elsewhere.</summary>
    Missing = 1,

    /// <summary>The event does not follow the one before: that one was altered together with its hash, or another was put there.</summary>
    Unchained = 2,

    /// <summary>The event is not what was hashed.</summary>
    Altered = 3,

    /// <summary>It is of another stream.</summary>
    Foreign = 4,
}

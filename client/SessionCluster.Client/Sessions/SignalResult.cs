using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a signal. Closed: one of the nested records.</summary>
public abstract record SignalResult
{
    private SignalResult()
    {
    }

    /// <summary>Taken: what follows from it has landed.</summary>
    public sealed record Taken : SignalResult
    {
        /// <summary>The one value.</summary>
        public static Taken Instance { get; } = new();
    }

    /// <summary>No such session, another secret, or a caller that has not validated it lately: one answer, so that a handle is no oracle.</summary>
    public sealed record NotEntitled : SignalResult
    {
        /// <summary>The one value.</summary>
        public static NotEntitled Instance { get; } = new();
    }

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : SignalResult;
}

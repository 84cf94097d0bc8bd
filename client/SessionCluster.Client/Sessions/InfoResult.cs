using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>What is known of a session. Closed: one of the nested records.</summary>
public abstract record InfoResult
{
    private InfoResult()
    {
    }

    /// <summary>The session exists.</summary>
    /// <param name="Info">What is known.</param>
    public sealed record Found(SessionInfo Info) : InfoResult;

    /// <summary>There is no such session.</summary>
    public sealed record UnknownSession : InfoResult
    {
        /// <summary>The one value.</summary>
        public static UnknownSession Instance { get; } = new();
    }

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : InfoResult;
}

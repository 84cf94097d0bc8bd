using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>A page of a subject's sessions. Closed: one of the nested records.</summary>
public abstract record ListResult
{
    private ListResult()
    {
    }

    /// <summary>A page.</summary>
    /// <param name="Sessions">Live sessions (active or locked), in the order of their ids; possibly fewer than a page holds.</param>
    /// <param name="Next">Where the next page begins, or <see langword="null"/> when this is the last.</param>
    public sealed record Page(ImmutableArray<SessionInfo> Sessions, SessionId? Next) : ListResult;

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : ListResult;
}

using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>A page of the sessions of a holder's subject (N13). Closed: one of the nested records.</summary>
public abstract record OwnListResult
{
    private OwnListResult()
    {
    }

    /// <summary>A page.</summary>
    /// <param name="Current">The session that asked; unset over HTTP when it stands on another page.</param>
    /// <param name="Sessions">Live sessions (active or locked), in the order of their ids; possibly fewer than a page holds.</param>
    /// <param name="Next">Where the next page begins, or <see langword="null"/> when this is the last.</param>
    public sealed record Page(SessionId Current, ImmutableArray<SessionInfo> Sessions, SessionId? Next) : OwnListResult;

    /// <summary>Token or possession were refused as a validation would refuse them.</summary>
    /// <param name="Verdict">The refusal, perhaps with a nonce.</param>
    public sealed record Refused(SessionVerdict Verdict) : OwnListResult;

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : OwnListResult;
}

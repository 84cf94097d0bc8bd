using System.Collections.Immutable;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>A page of the locks that stand. Closed: one of the nested records.</summary>
public abstract record LockListResult
{
    private LockListResult()
    {
    }

    /// <summary>A page.</summary>
    /// <param name="Locks">At most 100, in the order of their ids.</param>
    /// <param name="Next">Where the next page begins, or <see langword="null"/> when this is the last.</param>
    public sealed record Page(ImmutableArray<SessionLockEntry> Locks, EventId? Next) : LockListResult
    {
        /// <summary>Events of the cluster's containment so far, cut-offs and locks.</summary>
        public long Events { get; init; }

        /// <summary>The hash of the latest of them: what their stored chain must end with.</summary>
        public EventHash EventHead { get; init; }
    }

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : LockListResult;
}

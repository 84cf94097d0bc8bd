using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Containment;

/// <summary>What became of a lock that was asked for. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.LockOutcome")]
public abstract record LockOutcome
{
    private LockOutcome()
    {
    }

    /// <summary>In force on every silo.</summary>
    /// <param name="Id">Names the lock.</param>
    /// <param name="EffectiveAt">From when no silo accepts what it names, rounded up to the second.</param>
    [GenerateSerializer, Immutable, Alias("sc.LockOutcome.Locked")]
    public sealed record Locked([property: Id(0)] EventId Id, [property: Id(1)] DateTimeOffset EffectiveAt) : LockOutcome;

    /// <summary>The containment log is full; nothing was dropped to make room (L23).</summary>
    [GenerateSerializer, Immutable, Alias("sc.LockOutcome.Full")]
    public sealed record Full : LockOutcome
    {
        /// <summary>The one value.</summary>
        public static Full Instance { get; } = new();
    }

    /// <summary>In doubt: it may be in force. Ask again, or list the locks.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.LockOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : LockOutcome;
}

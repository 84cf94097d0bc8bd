using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Janitor;

/// <summary>What may be cleaned up, and when. Pure.</summary>
public static class Housekeeping
{
    /// <summary>Parts of the key space: a session's id begins with a random byte.</summary>
    public const int Shards = 256;

    /// <summary>
    /// How long after its id's deadline a session's row stays: 10 s by which clocks may differ, and 5 min in which whoever comes right after the end, the session's own activation or an operator, still finds it.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10) + TimeSpan.FromMinutes(5);

    /// <summary>How long after its id's deadline a row that can't be opened stays: 1 day, in which a key that is missing may come back. What it held is lost then, but nobody can use it in any case.</summary>
    public static readonly TimeSpan UnreadableMargin = TimeSpan.FromDays(1);

    /// <summary>The detail of the end of a session whose edge key was retired.</summary>
    public const string KeyRetired = "key_retired";

    private static readonly RevocationOrder KeyRetiredOrder = new(RevocationReason.Policy, KeyRetired, EndInitiator.Policy);

    /// <summary>Sessions whose id has a smaller deadline minute are past it, by every clock.</summary>
    public static uint MinuteBefore(DateTimeOffset now)
    {
        // A deadline at exactly this instant has passed.
        var minute = (now - Margin).ToUnixTimeSeconds() / 60;
        return minute < 0 ? 0 : (uint)(minute + 1);
    }

    /// <summary>True when a row that can't be opened has waited long enough.</summary>
    public static bool IsAbandoned(SessionId id, DateTimeOffset now) => id.Deadline + UnreadableMargin <= now;

    /// <summary>
    /// The end of a session that nobody has recorded: at its absolute deadline, or by the retirement of its edge key, which no grain takes for an end while rings are being exchanged. <see langword="null"/> when it has one.
    /// </summary>
    /// <param name="state">A row past its deadline.</param>
    /// <param name="edgeKeyIds">The edge keys in force: bit n for id n.</param>
    public static SessionTombstone? FinalEnd(SessionState state, uint edgeKeyIds)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Tombstone is not null || state.Facts is not { } facts)
        {
            return null;
        }

        var retired = (edgeKeyIds & (1u << state.EdgeKeyId)) == 0;
        return new()
        {
            Status = retired ? SessionStatus.Revoked : SessionStatus.Expired,
            Order = retired ? KeyRetiredOrder : null,
            EndedAt = facts.AbsoluteDeadline,
        };
    }
}

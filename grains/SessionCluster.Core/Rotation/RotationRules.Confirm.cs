using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>The first presentation of a successor (P-T2), and when the next is due.</summary>
public static partial class RotationRules
{
    /// <summary>
    /// The next row, in which the presented successor is current, and what was current is accepted until its grace is over: <see cref="RotationTerms.Grace"/> from now, stored here and nowhere else. One former
    /// generation goes on; the one before it and every candidate that was not presented are evidence from now on. Whatever copy was known to be about is dead with the secret: the taint is gone.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="presented">The digest of the presented secret.</param>
    /// <param name="now">The deciding silo's clock.</param>
    /// <returns><see langword="null"/> when that secret does not wait: it was confirmed, or has lost, since.</returns>
    public static SessionState? Confirm(SessionState state, SecretDigest presented, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Rotation is not { Pending.IsEmpty: false } rotation)
        {
            return null;
        }

        var hash = SecretHash.Of(presented);
        var winner = default(PendingSecret);
        var older = rotation.Former is { } former ? rotation.Older.Add(MarkOf(former.Hash)) : rotation.Older;
        foreach (var pending in rotation.Pending)
        {
            if (pending.Hash == hash)
            {
                winner = pending;
            }
            else
            {
                older = older.Add(MarkOf(pending.Hash));
            }
        }

        if (winner is null)
        {
            return null;
        }

        var until = now + TermsOf(state).Grace;
        return state with
        {
            SecretHash = winner.Hash,
            TaintedAt = null,
            Rotation = new()
            {
                Generation = rotation.Generation + 1,
                RotatedAt = now,
                Former = new(state.SecretHash, until, until, winner.Derivation),
                Older = Latest(older),
            },
        };
    }

    /// <summary>Those that are still recognised: the latest <see cref="RotationState.MaxOlder"/>.</summary>
    public static ImmutableArray<ulong> Latest(ImmutableArray<ulong> older) =>
        older.Length <= RotationState.MaxOlder ? older : older.RemoveRange(0, older.Length - RotationState.MaxOlder);

    /// <summary>When the holder should rotate; <see langword="null"/> for on demand. At once, an instant that has passed, when a copy is known to be about.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="taintedAt">What this activation knows of a copy beyond the row; <see langword="null"/> for nothing.</param>
    public static DateTimeOffset? RotateAfter(SessionState state, DateTimeOffset? taintedAt)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (state.TaintedAt ?? taintedAt) is { } tainted ? tainted
            : state.RotationTerms?.Every is { } span ? (state.Rotation?.RotatedAt ?? state.Facts?.IssuedAt ?? default) + span
            : null;
    }
}

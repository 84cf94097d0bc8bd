using System.Buffers.Binary;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>What a presented secret is to a session.</summary>
public static partial class RotationRules
{
    /// <summary>Says what a presented secret is to a session (P-T2, P-T3). It hashes once; what could be accepted is compared in fixed time.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="presented">The digest of the presented secret.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SecretStanding StandingOf(SessionState state, SecretDigest presented, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (presented.IsUnset || state.SecretHash.IsUnset)
        {
            return SecretStanding.Foreign;
        }

        var hash = SecretHash.Of(presented);
        return hash == state.SecretHash ? SecretStanding.Current
            : state.Rotation is { } rotation ? StandingIn(rotation, hash, now) : SecretStanding.Foreign;
    }

    /// <summary>True for a secret that its holder may use: the current one, a successor, the former one inside its grace.</summary>
    public static bool IsHeld(SecretStanding standing) => standing is SecretStanding.Current or SecretStanding.Pending or SecretStanding.Former;

    /// <summary>What is stored of a secret that only has to be recognised: the first 8 bytes of its hash.</summary>
    public static ulong MarkOf(SecretHash hash)
    {
        Span<byte> bytes = stackalloc byte[SecretDigest.Size];
        hash.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static SecretStanding StandingIn(RotationState rotation, SecretHash hash, DateTimeOffset now)
    {
        foreach (var pending in rotation.Pending)
        {
            if (pending.Hash == hash)
            {
                return SecretStanding.Pending;
            }
        }

        if (rotation.Former is { } former && former.Hash == hash)
        {
            return now < former.AcceptedUntil ? SecretStanding.Former : now < former.ReuseFrom ? SecretStanding.Superseded : SecretStanding.Reused;
        }

        return rotation.Older.Contains(MarkOf(hash)) ? SecretStanding.Reused : SecretStanding.Foreign;
    }
}

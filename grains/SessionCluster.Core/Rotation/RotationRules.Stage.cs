using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>A successor: who gets which, and that it waits (P-T1, P-T3, P-T4).</summary>
public static partial class RotationRules
{
    private const string NameMissing = "A bearer session's rotation is named by its holder: send 16 random bytes as rotation_id, and the same again when you repeat it.";
    private const string NameUnasked = "A session that is bound to a key has one successor: leave rotation_id out.";
    private const string TooMany = "Four rotations of this token wait for their first use: present one of their tokens.";

    /// <summary>Decides what a rotation has to do. Nothing here changes what anybody relies on: the presented secret stays what it is.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="presented">The digest of the presented secret, whose holder has shown everything else.</param>
    /// <param name="rotationId">The holder's name for the rotation; unset for a bound session.</param>
    /// <param name="siloKeyIds">The ids in the silo ring, a bit each: what was derived under a key that is gone can't be derived again.</param>
    /// <param name="now">The deciding silo's clock.</param>
    public static RotationPlan Plan(SessionState state, SecretDigest presented, RotationId rotationId, uint siloKeyIds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var bound = state.Facts?.Confirmation is not null;
        if (bound != rotationId.IsUnset)
        {
            return new(RotationStep.Conflict, 0, null, bound ? NameUnasked : NameMissing);
        }

        var name = NameOf(rotationId);
        var generation = GenerationOf(state);
        switch (StandingOf(state, presented, now))
        {
            case SecretStanding.Current:
                return PlanFor(state.Rotation, generation, name, siloKeyIds);

            // P-T3: who asks again, under the same name, was not answered. Anybody else is late.
            case SecretStanding.Former when state.Rotation?.Former?.Derivation is { } derivation && derivation.RotationHash == name && IsIn(siloKeyIds, derivation.SiloKeyId):
                return new(RotationStep.Repeat, generation - 1, derivation, null);
            default:
                return new(RotationStep.Refuse, generation, null, null);
        }
    }

    /// <summary>The next row: the successor waits for its first presentation.</summary>
    /// <param name="state">The landed row, for which <see cref="Plan"/> says <see cref="RotationStep.Stage"/>.</param>
    /// <param name="pending">The successor.</param>
    public static SessionState Stage(SessionState state, PendingSecret pending)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pending);
        var rotation = state.Rotation ?? new RotationState { RotatedAt = state.Facts?.IssuedAt ?? default };
        return state with { Rotation = rotation with { Pending = rotation.Pending.Add(pending) } };
    }

    /// <summary>Stands for the holder's name of a rotation: what a holder chose is not stored as it came.</summary>
    public static Digest128 NameOf(RotationId rotationId) => rotationId.IsUnset ? default : Digest128.Of(rotationId.ToString());

    /// <summary>Of the current secret: 0 while it was never replaced.</summary>
    public static int GenerationOf(SessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Rotation?.Generation ?? 0;
    }

    private static RotationPlan PlanFor(RotationState? rotation, int generation, Digest128 name, uint siloKeyIds)
    {
        if (rotation is null)
        {
            return new(RotationStep.Stage, generation, null, null);
        }

        foreach (var pending in rotation.Pending)
        {
            if (pending.Derivation.RotationHash == name && IsIn(siloKeyIds, pending.Derivation.SiloKeyId))
            {
                return new(RotationStep.Repeat, generation, pending.Derivation, null);
            }
        }

        return rotation.Pending.Length < RotationState.MaxPending ? new(RotationStep.Stage, generation, null, null) : new(RotationStep.Conflict, generation, null, TooMany);
    }

    private static bool IsIn(uint ids, byte id) => id < 32 && (ids & (1u << id)) != 0;
}

using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Rotation;

/// <summary>Rotations without a grain: a successor's digest is any digest.</summary>
internal static class RotationSample
{
    public const byte KeyId = 5;

    public const uint KeyIds = 1u << KeyId;

    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    public static SecretDigest Digest(int number) => SecretDigest.Of([(byte)number]);

    public static RotationId Name(byte number) => RotationId.FromBytes([number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>A bearer session with the default terms.</summary>
    public static SessionState Bearer() => Sample.State() with { RotationTerms = new(Every, Grace) };

    /// <summary>A session that is bound to a key.</summary>
    public static SessionState Bound() => Sample.State() with
    {
        RotationTerms = new(null, Grace),
        Facts = Sample.Facts() with { Confirmation = new(ConfirmationMethod.Jkt, KeyThumbprint.Of("a key"u8)) },
    };

    /// <summary>A successor that waits, by this name.</summary>
    public static SessionState Staged(this SessionState state, int successor, RotationId name = default, byte keyId = KeyId) =>
        RotationRules.Stage(state, new(SecretHash.Of(Digest(successor)), new(keyId, [1, 2, 3], RotationRules.NameOf(name))));

    public static SessionState Confirmed(this SessionState state, int successor, DateTimeOffset now) => RotationRules.Confirm(state, Digest(successor), now)!;

    /// <summary>One rotation as an honest client goes through it.</summary>
    public static SessionState Rotated(this SessionState state, int successor, DateTimeOffset now, RotationId name = default) => state.Staged(successor, name).Confirmed(successor, now);

    public static RotationPlan Plan(this SessionState state, SecretDigest presented, RotationId name = default, DateTimeOffset? now = null, uint keyIds = KeyIds) =>
        RotationRules.Plan(state, presented, name, keyIds, now ?? Sample.Start);
}

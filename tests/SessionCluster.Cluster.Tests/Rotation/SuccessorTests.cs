using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Rotation;
using SessionCluster.Grains.Keys;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>What a successor is derived from, and that nothing less suffices (P-T1).</summary>
[Rule("P-T1"), Rule("L24")]
public sealed class SuccessorTests
{
    private static readonly byte[] SiloKey = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    private static readonly SecretDigest Presented = SecretDigest.Of([1]);

    private static readonly SessionId Id = SessionId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    private static readonly RotationId Name = RotationId.FromBytes([.. Enumerable.Range(0x40, 16).Select(value => (byte)value)]);

    private static readonly Derivation How = new(2, [.. Enumerable.Range(0x80, 16).Select(value => (byte)value)], RotationRules.NameOf(Name));

    private readonly Successors _successors = new(Ring(2, SiloKey));

    [Fact]
    public void It_is_hkdf_sha256_over_rotation_key_digest_salt_session_generation_and_name()
    {
        var material = new byte[64];
        HMACSHA256.HashData(SiloKey, "sessioncluster rotation key v1"u8).CopyTo(material, 0);
        SHA256.HashData([1]).CopyTo(material, 32);
        byte[] info =
        [
            .. "sessioncluster rotation v1"u8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0, 0, 1, 44, .. Enumerable.Range(0x40, 16).Select(value => (byte)value),
        ];
        var expected = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, [.. How.Salt], info);

        Assert.Equal(Convert.ToHexString(expected), Derive(generation: 300));
    }

    [Fact]
    public void Asking_again_gives_the_same_and_any_other_part_gives_another()
    {
        var successor = Derive();
        string?[] others =
        [
            Derive(presented: SecretDigest.Of([2])),
            Derive(id: SessionId.FromBytes([2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])),
            Derive(generation: 1),
            Derive(name: default(RotationId)),
            Derive(how: How with { Salt = How.Salt.SetItem(15, 0) }),
            Convert.ToHexString(new Successors(Ring(2, [.. SiloKey.Reverse()])).Derive(How, Presented, Id, 0, Name)!.Span),
        ];

        Assert.Equal(successor, Derive());
        Assert.Equal(others.Length + 1, others.Append(successor).Distinct().Count());
    }

    [Fact]
    public void Without_its_silo_key_nothing_is_derived() => Assert.Null(Derive(how: How with { SiloKeyId = 3 }));

    [Fact]
    public void What_is_drawn_is_the_current_key_a_salt_that_nobody_predicts_and_what_stands_for_the_name()
    {
        var drawn = Enumerable.Range(0, 1000).Select(_ => _successors.Draw(Name)).ToArray();

        Assert.All(drawn, how => Assert.Equal((2, 16, RotationRules.NameOf(Name)), (how.SiloKeyId, how.Salt.Length, how.RotationHash)));
        Assert.Equal(1000, drawn.Select(how => Convert.ToHexString(how.Salt.AsSpan())).Distinct().Count());
        Assert.True(_successors.Draw(default).RotationHash.IsUnset);
        Assert.Equal(1u << 2, _successors.KeyIds);
    }

    [Fact]
    [Rule("N17")]
    public void A_successor_prints_nothing() => Assert.Equal("(session secret)", _successors.Derive(How, Presented, Id, 0, Name)!.ToString());

    private static SiloRing Ring(byte id, byte[] key) => new(KeyRing.Create(id, new Dictionary<byte, byte[]> { [id] = key }));

    private string? Derive(Derivation? how = null, SecretDigest? presented = null, SessionId? id = null, int generation = 0, RotationId? name = null) =>
        _successors.Derive(how ?? How, presented ?? Presented, id ?? Id, generation, name ?? Name) is { } secret ? Convert.ToHexString(secret.Span) : null;
}

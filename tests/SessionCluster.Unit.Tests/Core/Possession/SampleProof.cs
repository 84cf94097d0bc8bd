using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Possession;

namespace SessionCluster.Unit.Tests.Core.Possession;

/// <summary>Proofs as a verifier hands them on.</summary>
internal static class SampleProof
{
    public static readonly KeyThumbprint Key = KeyThumbprint.Of("the session's key"u8);

    public static readonly KeyThumbprint OtherKey = KeyThumbprint.Of("another key"u8);

    public static readonly Confirmation Confirmation = new(ConfirmationMethod.Jkt, Key);

    /// <summary>60 s, and room for 64 proofs.</summary>
    public static readonly PossessionTerms Terms = new() { ReplayEntries = 64, IsProven = true };

    public static VerifiedProof Of(string id, DateTimeOffset issuedAt, string? nonce = null, KeyThumbprint? key = null) => new()
    {
        Key = key ?? Key,
        Id = Digest128.Of(id),
        IssuedAtSeconds = issuedAt.ToUnixTimeSeconds(),
        Nonce = nonce is null ? default : Digest128.Of(nonce),
        Text = Digest128.Of($"{id} {issuedAt:O} {nonce}"),
    };
}

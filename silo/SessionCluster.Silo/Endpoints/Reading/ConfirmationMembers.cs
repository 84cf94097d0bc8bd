using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>The members of <c>cnf</c>, which has one of them.</summary>
internal static class ConfirmationMembers
{
    public static MemberTable Table { get; } = new(
        new Member(ClaimNames.KeyThumbprint, MemberKind.Text, "a SHA-256 of a JWK (RFC 7638) in base64url without padding, 43 characters: the key of DPoP proofs"),
        new Member(ClaimNames.CertificateThumbprint, MemberKind.Text, "a SHA-256 of a certificate's DER in base64url without padding, 43 characters: the client certificate of mutual TLS"));
}

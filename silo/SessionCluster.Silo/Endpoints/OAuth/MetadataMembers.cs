using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary>The members of the metadata (RFC 8414 section 2, RFC 8705 section 3.3, RFC 9449 section 5.1).</summary>
internal static class MetadataMembers
{
    public const string Issuer = "issuer";
    public const string IntrospectionEndpoint = "introspection_endpoint";
    public const string IntrospectionMethods = "introspection_endpoint_auth_methods_supported";
    public const string RevocationEndpoint = "revocation_endpoint";
    public const string RevocationMethods = "revocation_endpoint_auth_methods_supported";
    public const string ResponseTypes = "response_types_supported";
    public const string GrantTypes = "grant_types_supported";
    public const string ProofAlgorithms = "dpop_signing_alg_values_supported";
    public const string CertificateBound = "tls_client_certificate_bound_access_tokens";
    public const string Documentation = "service_documentation";

    /// <summary>The one way in which clients authenticate: HTTP Basic.</summary>
    public const string Basic = "client_secret_basic";

    public static MemberTable Answer { get; } = new(
        new Member(Issuer, MemberKind.Text, "the public URL, without a slash at its end") { IsRequired = true },
        new Member(IntrospectionEndpoint, MemberKind.Text, "where tokens are introspected (RFC 7662)") { IsRequired = true },
        new Member(IntrospectionMethods, MemberKind.Texts, "how clients authenticate there") { IsRequired = true },
        new Member(RevocationEndpoint, MemberKind.Text, "where tokens are revoked (RFC 7009)") { IsRequired = true },
        new Member(RevocationMethods, MemberKind.Texts, "how clients authenticate there") { IsRequired = true },
        new Member(ResponseTypes, MemberKind.Texts, "none: nothing is authorized here") { IsRequired = true },
        new Member(GrantTypes, MemberKind.Texts, "none: sessions are established by login services, and there is no token endpoint") { IsRequired = true },
        new Member(ProofAlgorithms, MemberKind.Texts, "the signature algorithms of DPoP proofs") { IsRequired = true },
        new Member(CertificateBound, MemberKind.Flag, "true: sessions may be bound to client certificates (RFC 8705)") { IsRequired = true },
        new Member(Documentation, MemberKind.Text, "the OpenAPI document, for clients of the service") { IsRequired = true });
}

using System.Text.Json;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary><c>GET /.well-known/oauth-authorization-server</c> (RFC 8414). Open, and the one answer that may be cached: it says nothing of any session.</summary>
/// <remarks>There is no token endpoint in this version, so none is named; the two empty lists say what their absence would not (RFC 8414 gives <c>grant_types_supported</c> a default).</remarks>
internal sealed class MetadataEndpoint(PublicAddress address)
{
    private const string Cacheable = "public, max-age=300";

    private static readonly string[] Algorithms = Challenges.ProofAlgorithms.Split(' ');

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = Cacheable;
        using var json = JsonAnswer.Begin(context.Response, "application/json");
        var writer = json.Writer;
        writer.WriteString(MetadataMembers.Issuer, address.Issuer);
        writer.WriteString(MetadataMembers.IntrospectionEndpoint, address.Of(EndpointPolicies.Introspect));
        WriteTexts(writer, MetadataMembers.IntrospectionMethods, MetadataMembers.Basic);
        writer.WriteString(MetadataMembers.RevocationEndpoint, address.Of(EndpointPolicies.RevokeToken));
        WriteTexts(writer, MetadataMembers.RevocationMethods, MetadataMembers.Basic);
        WriteTexts(writer, MetadataMembers.ResponseTypes);
        WriteTexts(writer, MetadataMembers.GrantTypes);
        WriteTexts(writer, MetadataMembers.ProofAlgorithms, Algorithms);
        writer.WriteBoolean(MetadataMembers.CertificateBound, true);
        writer.WriteString(MetadataMembers.Documentation, address.Of(EndpointPolicies.Document));
        return json.End();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, params string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}

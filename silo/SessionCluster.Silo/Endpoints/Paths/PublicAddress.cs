using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Silo.Endpoints.Paths;

/// <summary>How callers reach the service: <c>Http:PublicUrl</c>, by default the first address it listens on, with the port it got. The issuer of the metadata, and the base of the <c>htu</c> of proofs for this service itself.</summary>
internal sealed class PublicAddress(SiloSettings settings, IServer server)
{
    // Known once the server listens; no request comes before.
    private string? _issuer;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Issuer => _issuer ??= (settings.PublicUrl ?? new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First())).GetLeftPart(UriPartial.Authority);

    /// <summary>The address of a call whose path has no parameters.</summary>
    public string Of(EndpointPolicy call) => Of(call.Pattern);

    /// <summary>The address of a path of this service.</summary>
    /// <param name="path">One of <see cref="Abstractions.Wire.ClusterPaths"/>, with its slash.</param>
    public string Of(string path) => Issuer + path;
}

using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Rotation;

/// <summary>What <c>POST /sessions/rotate</c> asks for.</summary>
internal sealed class RotateRequest(PresentedReader presented, RotationId id)
{
    /// <summary>True when the caller says which certificate the holder's connection had.</summary>
    public bool HasCertificate => presented.HasCertificate;

    /// <summary>What the edge is asked.</summary>
    /// <param name="uri">The public URI of this call.</param>
    public RotateDescriptor ToDescriptor(string uri) =>
        new() { Token = presented.Token!, Scheme = presented.Scheme, Possession = presented.ToPossession(HttpMethods.Post, uri), RotationId = id };

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}

using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary>What <c>POST /subjects/{sub}/revoke</c> asks for.</summary>
internal sealed class RevokeSubjectRequest(RevocationOrder order, PresentedReader? keep)
{
    /// <summary>How the token of the session to keep is presented.</summary>
    public TokenScheme KeepScheme => keep?.Scheme ?? TokenScheme.Bearer;

    /// <summary>What the edge is asked.</summary>
    /// <param name="subject">The subject of the path.</param>
    /// <param name="uri">The public URI of this call.</param>
    public RevokeSubjectDescriptor ToDescriptor(SubjectId subject, string uri) => new(subject, order)
    {
        Keep = keep is { } kept ? new() { Token = kept.Token!, Scheme = kept.Scheme, Possession = kept.ToPossession(HttpMethods.Post, uri) } : null,
    };

    /// <summary>Never the token.</summary>
    public override string ToString() => "(a subject's sessions)";
}

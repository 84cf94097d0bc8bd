using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Renewal;

/// <summary>What a step-up or a re-authentication asks for.</summary>
internal sealed class RenewalRequest(PresentedReader presented, SubjectId subject, AuthenticationEvent authentication, ClientId caller)
{
    /// <summary>What the edge is asked.</summary>
    /// <param name="uri">The public URI of this call.</param>
    public RenewalDescriptor ToDescriptor(string uri) => new()
    {
        Token = presented.Token!,
        Scheme = presented.Scheme,
        Possession = presented.ToPossession(HttpMethods.Post, uri),
        Subject = subject,
        Authentication = authentication,
        Caller = caller,
    };

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}

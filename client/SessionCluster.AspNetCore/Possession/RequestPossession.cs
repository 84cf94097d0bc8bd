using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Possession;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client.Possession;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>What a request shows, beside its token, of having the session's key.</summary>
internal static class RequestPossession
{
    /// <summary>The proof of a request with scheme DPoP.</summary>
    /// <returns>False when there are several (RFC 9449 section 4.3, check 1). None at all is the service's to refuse.</returns>
    public static bool TryReadProof(HttpRequest request, SessionClusterOptions options, out PresentedPossession possession)
    {
        var kind = DpopHeaderReader.Read(request.Headers[DpopHeaderReader.Name], out var proof);
        possession = kind == DpopHeaderKind.One ? new() { Proof = new(proof, request.Method, RequestUri.Of(request, options.Origin)) } : PresentedPossession.None;
        return kind != DpopHeaderKind.Several;
    }

    /// <summary>The certificate of a request with scheme Bearer (RFC 8705 section 3).</summary>
    /// <returns>False when a proxy forwarded what is no certificate; the request then has none.</returns>
    public static bool TryReadCertificate(HttpContext context, SessionClusterOptions options, out PresentedPossession possession)
    {
        KeyThumbprint thumbprint;
        var good = true;
        if (options.ForwardedCertificate.IsFrom(PeerAddress.Of(context)))
        {
            // The connection's certificate would be the proxy's own.
            good = options.ForwardedCertificate.TryRead(context.Request, out thumbprint);
        }
        else
        {
            thumbprint = context.Connection.ClientCertificate is { } certificate ? CertificateThumbprint.Of(certificate) : default;
        }

        possession = thumbprint.IsUnset ? PresentedPossession.None : new() { Certificate = thumbprint };
        return good;
    }
}

using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary>
/// The client certificate of a request (RFC 8705): the connection's own, or, when the connection is a configured proxy's, the one it forwards. From a proxy the connection's own counts for nothing: it is the proxy's.
/// From anybody else the header is ignored (N22).
/// </summary>
internal sealed class PresentedCertificates(SiloSettings settings)
{
    /// <summary>The thumbprint; unset when there was no certificate, or the proxy forwards what is none.</summary>
    public KeyThumbprint Of(HttpContext context)
    {
        if (settings.ForwardedCertificate is { } forwarded && forwarded.Proxies.Includes(context.Connection.RemoteIpAddress))
        {
            return ForwardedCertificate.TryRead(context.Request.Headers[forwarded.Header], out var thumbprint) ? thumbprint : default;
        }

        return context.Connection.ClientCertificate is { } certificate ? CertificateThumbprint.Of(certificate) : default;
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;

namespace SessionCluster.Client.Tls;

/// <summary>
/// How connections of the cluster are opened and accepted: TLS 1.2 or 1.3, certificates on both sides, the material in force at that moment. Who has a client's certificate is let in at the gateway
/// and not at the silo's port, where it could pose as a silo.
/// </summary>
internal sealed partial class TlsHandshake(TlsKeeper keeper, ILogger<TlsHandshake> logger)
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>For a connection that is opened, by a client or a silo: the other side is a silo.</summary>
    public TlsOptions ToSilo() => new()
    {
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, _, errors) => Accepts("A silo that was called", certificate, errors, TlsCertificates.ServerUsage, mustBeSilo: true),
        OnAuthenticateAsClient = (_, options) => Prepare((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions),
    };

    /// <summary>For a connection that is accepted at the silo's port: the other side is a silo.</summary>
    public TlsOptions FromSilo() => Accepting("A caller of the silo's port", mustBeSilo: true);

    /// <summary>For a connection that is accepted at the gateway: the other side is anybody with a certificate of the cluster's authority.</summary>
    public TlsOptions FromClient() => Accepting("A caller of the gateway", mustBeSilo: false);

    private TlsOptions Accepting(string who, bool mustBeSilo) => new()
    {
        // Asked for by the middleware before a connection is there; what is sent is prepared per connection.
        LocalServerCertificateSelector = (_, _) => keeper.Current.Certificate,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, _, errors) => Accepts(who, certificate, errors, TlsCertificates.ClientUsage, mustBeSilo),
        OnAuthenticateAsServer = (_, options) => Prepare((SslServerAuthenticationOptions)options.SslServerAuthenticationOptions),
    };

    private void Prepare(SslClientAuthenticationOptions options)
    {
        var material = keeper.Current;
        options.TargetHost = TlsCertificates.SiloName;
        options.LocalCertificateSelectionCallback = null;
        options.ClientCertificates = null;
        options.ClientCertificateContext = material.Context;
        options.EnabledSslProtocols = Protocols;
        options.AllowRenegotiation = false;
        options.AllowTlsResume = false;
        options.CertificateChainPolicy = TlsCertificates.Policy(material, TlsCertificates.ServerUsage, keeper.Now);
    }

    private void Prepare(SslServerAuthenticationOptions options)
    {
        var material = keeper.Current;
        options.ServerCertificate = null;
        options.ServerCertificateSelectionCallback = null;
        options.ServerCertificateContext = material.Context;
        options.ClientCertificateRequired = true;
        options.EnabledSslProtocols = Protocols;
        options.AllowRenegotiation = false;

        // A resumed session would bring along a certificate that was checked in the past.
        options.AllowTlsResume = false;
        options.CertificateChainPolicy = TlsCertificates.Policy(material, TlsCertificates.ClientUsage, keeper.Now);
    }

    private bool Accepts(string who, X509Certificate2 certificate, SslPolicyErrors errors, System.Security.Cryptography.Oid usage, bool mustBeSilo)
    {
        if (errors != SslPolicyErrors.None)
        {
            LogUntrusted(who, Name(certificate), errors);
            return false;
        }

        if (!TlsCertificates.HasUsage(certificate, usage))
        {
            LogWrongUsage(who, Name(certificate), usage.FriendlyName);
            return false;
        }

        if (mustBeSilo && !TlsCertificates.IsSilo(certificate))
        {
            LogNoSilo(who, Name(certificate), TlsCertificates.SiloName);
            return false;
        }

        return true;
    }

    // Not the subject: a stranger chooses it.
    private static string Name(X509Certificate2 certificate) => certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
}

using SessionCluster.Client.Possession;

namespace SessionCluster.Silo.Configuration;

/// <summary>TLS proxies that forward the client certificate of a connection in a header.</summary>
/// <param name="Header">The header.</param>
/// <param name="Proxies">Where those proxies connect from; the header of anybody else is ignored (N22).</param>
internal sealed record ForwardedCertificateSettings(string Header, TrustedProxies Proxies);

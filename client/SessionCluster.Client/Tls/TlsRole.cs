namespace SessionCluster.Client.Tls;

/// <summary>What a certificate lets its holder be. An API service's does not let it be a silo.</summary>
internal enum TlsRole
{
    /// <summary>Opens connections to gateways.</summary>
    Client = 1,

    /// <summary>Opens and accepts connections of the cluster.</summary>
    Silo = 2,
}

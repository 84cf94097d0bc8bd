namespace SessionCluster.Cli.Connections;

/// <summary>Where the service is, and as whom it is asked.</summary>
internal sealed class Connection(Uri address, string clientId, string clientSecret, string source)
{
    /// <summary>The service's base address.</summary>
    public Uri Address { get; } = address;

    /// <summary>The client id.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>The client's secret: for the <c>Authorization</c> header and for nothing else.</summary>
    public string ClientSecret { get; } = clientSecret;

    /// <summary>Where the credentials came from, for people.</summary>
    public string Source { get; } = source;

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{Address.GetLeftPart(UriPartial.Authority)} as client '{ClientId}' ({Source})";
}

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary>What an introspection or a revocation of OAuth asks about.</summary>
/// <param name="token">The text that was sent as a token, whatever it is. Never logged.</param>
internal sealed class TokenRequest(string token)
{
    public string Token => token;

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}

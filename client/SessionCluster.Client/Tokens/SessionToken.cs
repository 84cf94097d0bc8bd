namespace SessionCluster.Client.Tokens;

/// <summary>A session token: the secret that is presented. It never prints itself; <see cref="Reveal"/> is the only way to its text.</summary>
public sealed class SessionToken
{
    private readonly string _text;

    internal SessionToken(string text) => _text = text;

    /// <summary>The token's text, to be handed to its holder over a protected channel and to nobody else: not to logs, traces, URLs or errors (ASVS 16.2.5).</summary>
    public string Reveal() => _text;

    /// <summary>Never the token.</summary>
    public override string ToString() => "(session token)";
}

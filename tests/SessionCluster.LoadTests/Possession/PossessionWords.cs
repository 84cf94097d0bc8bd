namespace SessionCluster.LoadTests.Possession;

/// <summary>The words of <see cref="PossessionKind"/>, on the command line and in reports.</summary>
internal static class PossessionWords
{
    public static bool TryParse(string word, out PossessionKind kind)
    {
        kind = Enum.GetValues<PossessionKind>().FirstOrDefault(one => Of(one) == word);
        return Of(kind) == word;
    }

    public static string Of(PossessionKind kind) => kind switch
    {
        PossessionKind.Dpop => "dpop",
        PossessionKind.Mtls => "mtls",
        _ => "bearer",
    };

    /// <summary>For the report.</summary>
    public static string Describe(PossessionKind kind) => kind switch
    {
        PossessionKind.Dpop => "dpop: a P-256 key for each session, a proof for each request; the load signs them, on the same processor where it is in process",
        PossessionKind.Mtls => "mtls: a certificate's thumbprint for each session, which the API service passes on; no handshake is made",
        _ => "bearer: the token alone",
    };
}

namespace SessionCluster.Client.Possession;

/// <summary>Reads the proof of a request: there is not more than one <c>DPoP</c> header (RFC 9449 section 4.3, check 1).</summary>
internal static class DpopHeaderReader
{
    /// <summary>The name of the header that carries a proof.</summary>
    public const string Name = "DPoP";

    /// <summary>Reads the values of all <c>DPoP</c> headers.</summary>
    /// <param name="headers">The values as they were received.</param>
    /// <param name="proof">The one proof, whatever it is; otherwise empty. Never logged.</param>
    public static DpopHeaderKind Read<T>(T headers, out string proof)
        where T : IReadOnlyList<string?>
    {
        proof = "";
        if (headers.Count == 0)
        {
            return DpopHeaderKind.None;
        }

        // A proxy joins headers of one name with commas, which no JWT contains.
        if (headers.Count > 1 || headers[0]?.Contains(',') == true)
        {
            return DpopHeaderKind.Several;
        }

        proof = headers[0]?.Trim(' ') ?? "";
        return DpopHeaderKind.One;
    }
}

using System.Buffers;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Possession;

/// <summary>Reads a token from <c>Authorization: DPoP</c> or <c>Bearer</c> and from nowhere else: neither a form nor a query (RFC 9700 section 4.3.2).</summary>
internal static class AuthorizationHeader
{
    // RFC 6750 section 2.1, b64token; RFC 9449 section 7.1, token68: the same.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>Reads the values of all <c>Authorization</c> headers.</summary>
    /// <param name="headers">The values as they were received.</param>
    /// <param name="token">The token, of <see cref="AuthorizationKind.Bearer"/> and <see cref="AuthorizationKind.DPoP"/>; otherwise empty. Never logged.</param>
    public static AuthorizationKind Read<T>(T headers, out string token)
        where T : IReadOnlyList<string?>
    {
        token = "";
        return headers.Count switch
        {
            0 => AuthorizationKind.None,
            1 => Read(headers[0], ref token),
            _ => AuthorizationKind.Several,
        };
    }

    private static AuthorizationKind Read(ReadOnlySpan<char> header, ref string token)
    {
        var text = header.Trim(' ');
        if (!TryTakeScheme(ref text, SchemeWords.Bearer, AuthorizationKind.Bearer, out var kind) && !TryTakeScheme(ref text, SchemeWords.DPoP, AuthorizationKind.DPoP, out kind))
        {
            return AuthorizationKind.None;
        }

        if (text.IsEmpty || text.ContainsAnyExcept(Allowed))
        {
            // A proxy joins headers of one name with commas, which no token contains.
            return text.Contains(',') ? AuthorizationKind.Several : AuthorizationKind.Malformed;
        }

        token = text.ToString();
        return kind;
    }

    private static bool TryTakeScheme(ref ReadOnlySpan<char> text, string scheme, AuthorizationKind ofScheme, out AuthorizationKind kind)
    {
        kind = ofScheme;
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || (text.Length > scheme.Length && text[scheme.Length] is not (' ' or ',')))
        {
            return false;
        }

        text = text[scheme.Length..].TrimStart(' ');
        return true;
    }
}

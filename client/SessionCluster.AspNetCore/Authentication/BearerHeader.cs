using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace SessionCluster.AspNetCore.Authentication;

/// <summary>Reads a token from <c>Authorization: Bearer</c> and from nowhere else: neither a form nor a query (RFC 9700 section 4.3.2).</summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer";

    // RFC 6750 section 2.1, b64token.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>What a request presents.</summary>
    public enum Kind
    {
        /// <summary>Nothing, or another scheme's credentials.</summary>
        None,

        /// <summary>Two headers, or a header that is no token: 400 (RFC 6750 section 3.1).</summary>
        Malformed,

        /// <summary>A token.</summary>
        Token,
    }

    public static Kind Read(StringValues header, out string token)
    {
        token = "";
        if (header.Count == 0)
        {
            return Kind.None;
        }

        // Which of two would count is a matter of taste, and so of attacks.
        if (header.Count > 1)
        {
            return Kind.Malformed;
        }

        var text = header.ToString().AsSpan().Trim(' ');
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || (text.Length > Scheme.Length && text[Scheme.Length] is not (' ' or ',')))
        {
            return Kind.None;
        }

        var rest = text[Scheme.Length..].TrimStart(' ');
        if (rest.IsEmpty || rest.ContainsAnyExcept(Allowed))
        {
            return Kind.Malformed;
        }

        token = rest.ToString();
        return Kind.Token;
    }
}

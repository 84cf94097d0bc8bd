using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>Writes the normal form of an absolute <c>http</c> or <c>https</c> URI, without query and fragment. No heap.</summary>
internal static class UriForm
{
    private static readonly SearchValues<byte> HostCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_"u8);
    private static readonly SearchValues<byte> AddressCharacters = SearchValues.Create("ABCDEFabcdef0123456789:."u8);
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);
    private static readonly SearchValues<byte> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/"u8);

    /// <summary>Writes the normal form.</summary>
    /// <param name="uri">Whatever it is.</param>
    /// <param name="destination">Three times as large, and one more.</param>
    /// <param name="written">How much was written.</param>
    public static bool TryNormalize(ReadOnlySpan<byte> uri, Span<byte> destination, out int written)
    {
        written = 0;
        var end = uri.IndexOfAny((byte)'?', (byte)'#');
        var rest = end < 0 ? uri : uri[..end];
        if (!TryScheme(ref rest, out var scheme, out var defaultPort))
        {
            return false;
        }

        scheme.CopyTo(destination);
        written = scheme.Length;
        var slash = rest.IndexOf((byte)'/');
        return TryAuthority(slash < 0 ? rest : rest[..slash], defaultPort, destination, ref written) && TryPath(slash < 0 ? "/"u8 : rest[slash..], destination, ref written);
    }

    private static bool TryScheme(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> scheme, out int defaultPort)
    {
        var isSecure = StartsWithIgnoreCase(rest, "https://"u8);
        scheme = isSecure ? "https://"u8 : "http://"u8;
        defaultPort = isSecure ? 443 : 80;
        if (!isSecure && !StartsWithIgnoreCase(rest, scheme))
        {
            return false;
        }

        rest = rest[scheme.Length..];
        return true;
    }

    /// <summary>A host and perhaps a port; no user information, which no request has (RFC 9110 section 4.2.4).</summary>
    private static bool TryAuthority(ReadOnlySpan<byte> authority, int defaultPort, Span<byte> destination, ref int written)
    {
        var isAddress = authority.StartsWith((byte)'[');
        var hostEnd = isAddress ? authority.IndexOf((byte)']') + 1 : authority.IndexOf((byte)':') is var colon and >= 0 ? colon : authority.Length;
        var host = authority[..hostEnd];
        if (isAddress ? host.Length < 4 || host[1..^1].ContainsAnyExcept(AddressCharacters) : host.IsEmpty || host.ContainsAnyExcept(HostCharacters))
        {
            return false;
        }

        foreach (var character in host)
        {
            destination[written++] = Lower(character);
        }

        return TryPort(authority[hostEnd..], defaultPort, destination, ref written);
    }

    private static bool TryPort(ReadOnlySpan<byte> text, int defaultPort, Span<byte> destination, ref int written)
    {
        // An empty port is the default one (RFC 3986 section 6.2.3).
        if (text.IsEmpty || (text.Length == 1 && text[0] == ':'))
        {
            return true;
        }

        if (text[0] != ':' || text.Length > 6 || !Utf8Parser.TryParse(text[1..], out ushort port, out var consumed) || consumed != text.Length - 1 || text[1] is not (>= (byte)'0' and <= (byte)'9'))
        {
            return false;
        }

        if (port != defaultPort)
        {
            destination[written++] = (byte)':';
            port.TryFormat(destination[written..], out var length, default, CultureInfo.InvariantCulture);
            written += length;
        }

        return true;
    }

    private static bool TryPath(ReadOnlySpan<byte> path, Span<byte> destination, ref int written)
    {
        var start = written;
        for (var i = 0; i < path.Length; i++)
        {
            var character = path[i];
            if (character == '%')
            {
                if (i + 2 >= path.Length || !char.IsAsciiHexDigit((char)path[i + 1]) || !char.IsAsciiHexDigit((char)path[i + 2]))
                {
                    return false;
                }

                WriteOctet((byte)((ValueOf(path[i + 1]) << 4) | ValueOf(path[i + 2])), destination, ref written);
                i += 2;
            }
            else if (PathCharacters.Contains(character))
            {
                destination[written++] = character;
            }
            else if (character > 0x7F)
            {
                // An IRI, as RFC 3987 section 3.1 maps it.
                WriteOctet(character, destination, ref written);
            }
            else
            {
                return false;
            }
        }

        written = start + DotSegments.Remove(destination[start..written]);
        return true;
    }

    /// <summary>An octet that is or must be percent-encoded: itself if that means the same (RFC 3986 section 6.2.2.2), else with upper-case digits.</summary>
    private static void WriteOctet(byte octet, Span<byte> destination, ref int written)
    {
        if (Unreserved.Contains(octet))
        {
            destination[written++] = octet;
            return;
        }

        destination[written++] = (byte)'%';
        destination[written++] = "0123456789ABCDEF"u8[octet >> 4];
        destination[written++] = "0123456789ABCDEF"u8[octet & 0xF];
    }

    private static int ValueOf(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static byte Lower(byte character) => character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix) =>
        text.Length >= prefix.Length && System.Text.Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix);
}

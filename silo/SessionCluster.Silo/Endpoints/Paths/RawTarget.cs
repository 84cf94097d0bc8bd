using System.Buffers;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace SessionCluster.Silo.Endpoints.Paths;

/// <summary>
/// The path as it was sent. The server's own is decoded before it is split, so that <c>%2F</c> and <c>%252F</c> become one, and dot segments are gone; a subject is any text, so it is taken
/// from here: split first, then percent-decoded once (RFC 3986 section 2.4).
/// </summary>
internal static class RawTarget
{
    /// <summary>
    /// Gives a request in absolute form the path it would have in the usual form: the server takes it apart differently, and makes two segments of <c>a%2Fb</c>.
    /// </summary>
    public static void Settle(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/') && PathOf(context) is { IsEmpty: false } path)
        {
            context.Request.Path = PathString.FromUriComponent(path.ToString());
        }
    }

    /// <summary>The path of the request target, without query; empty for a target that has none.</summary>
    public static ReadOnlySpan<char> PathOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        if (!target.StartsWith('/'))
        {
            // RFC 9112 section 3.2.2: a server accepts the absolute form.
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            var start = authority < 0 ? -1 : target[(authority + 3)..].IndexOf('/');
            target = start < 0 ? [] : target[(authority + 3 + start)..];
        }

        var end = target.IndexOf('?');
        return end < 0 ? target : target[..end];
    }

    /// <summary>A segment of a path, as it was sent; the first is 0. Empty when there are not so many.</summary>
    public static ReadOnlySpan<char> Segment(ReadOnlySpan<char> path, int index)
    {
        // Before the first slash there is nothing.
        for (var skipped = 0; skipped <= index; skipped++)
        {
            var slash = path.IndexOf('/');
            path = slash < 0 ? [] : path[(slash + 1)..];
        }

        var end = path.IndexOf('/');
        return end < 0 ? path : path[..end];
    }

    /// <summary>True when a segment is <c>.</c> or <c>..</c>, percent-encoded or not.</summary>
    public static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        if (!path.ContainsAny('.', '%'))
        {
            return false;
        }

        foreach (var range in path.Split('/'))
        {
            if (IsDots(path[range]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Percent-decodes a segment once; false when it is not percent-encoded UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<char> segment, out string text)
    {
        text = string.Empty;
        var bytes = new byte[segment.Length];
        var length = 0;
        for (var index = 0; index < segment.Length; index++)
        {
            if (segment[index] != '%')
            {
                if (segment[index] > 0x7f)
                {
                    return false;
                }

                bytes[length++] = (byte)segment[index];
                continue;
            }

            if (index + 2 >= segment.Length || Convert.FromHexString(segment.Slice(index + 1, 2), bytes.AsSpan(length), out _, out _) != OperationStatus.Done)
            {
                return false;
            }

            index += 2;
            length++;
        }

        if (!Utf8.IsValid(bytes.AsSpan(0, length)))
        {
            return false;
        }

        text = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    private static bool IsDots(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.')
            {
                segment = segment[1..];
            }
            else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
            {
                segment = segment[3..];
            }
            else
            {
                return false;
            }

            dots++;
        }

        return dots is 1 or 2;
    }
}

using System.Buffers;
using System.Text;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>
/// Compares what <c>htu</c> says with the URI of a request, after syntax- and scheme-based normalisation (RFC 9449 section 4.3; RFC 3986 sections 6.2.2 and 6.2.3): letter case of scheme and host, default port, percent-encoding,
/// dot segments, empty path. Query and fragment do not count.
/// </summary>
internal static class RequestUri
{
    // Each byte may become three, and an empty path one.
    private const int Growth = 3;
    private const int OnStack = 1024;

    /// <summary>True when both are absolute <c>http</c> or <c>https</c> URIs of the same resource.</summary>
    /// <param name="claimed">UTF-8.</param>
    /// <param name="requested">At most <see cref="Abstractions.Possession.PresentedProof.MaxUriLength"/> characters.</param>
    public static bool AreSame(ReadOnlySpan<byte> claimed, ReadOnlySpan<char> requested)
    {
        var most = Encoding.UTF8.GetMaxByteCount(requested.Length);
        var size = most + (Growth * (most + claimed.Length)) + 2;
        byte[]? rented = null;
        var work = size <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var utf8 = work[..Encoding.UTF8.GetBytes(requested, work)];
            var first = work.Slice(most, (Growth * claimed.Length) + 1);
            var second = work.Slice(most + first.Length, (Growth * utf8.Length) + 1);
            return UriForm.TryNormalize(claimed, first, out var length)
                && UriForm.TryNormalize(utf8, second, out var otherLength)
                && length == otherLength
                && first[..length].StartsWith(second[..length]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}

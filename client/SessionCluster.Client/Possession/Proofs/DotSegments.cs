namespace SessionCluster.Client.Possession.Proofs;

/// <summary>Takes <c>.</c> and <c>..</c> out of a path (RFC 3986 section 5.2.4).</summary>
internal static class DotSegments
{
    /// <summary>Shortens the path in place, and returns its new length.</summary>
    /// <param name="path">Begins with a slash.</param>
    public static int Remove(Span<byte> path)
    {
        var written = 0;
        for (var start = 0; start < path.Length;)
        {
            var rest = path[(start + 1)..];
            var length = rest.IndexOf((byte)'/');
            var isLast = length < 0;
            var segment = isLast ? rest : rest[..length];
            var next = start + 1 + segment.Length;
            var isParent = segment.Length == 2 && segment[0] == '.' && segment[1] == '.';
            if (isParent || (segment.Length == 1 && segment[0] == '.'))
            {
                written = isParent ? Math.Max(0, path[..written].LastIndexOf((byte)'/')) : written;
                if (isLast)
                {
                    path[written++] = (byte)'/';
                }
            }
            else
            {
                path[start..next].CopyTo(path[written..]);
                written += next - start;
            }

            start = next;
        }

        return written;
    }
}

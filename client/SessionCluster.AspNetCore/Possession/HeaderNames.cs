using System.Buffers;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>Names of headers that options hold.</summary>
internal static class HeaderNames
{
    // RFC 9110 section 5.6.2, token.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    /// <exception cref="InvalidOperationException">It is set, and no name of a header.</exception>
    public static void Require(string? name, string option)
    {
        if (name is not null && (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Allowed)))
        {
            throw new InvalidOperationException($"{option} is '{name}', which is no name of a header.");
        }
    }
}

using System.Buffers;
using System.Collections.Immutable;

namespace SessionCluster.Abstractions.Assurance;

/// <summary>What the login service saw: the authentication that a session is established from (NIST SP 800-63B-4 section 5.1).</summary>
/// <param name="Methods">RFC 8176 method words (<c>amr</c>): 1 to 16 words, each as <see cref="IsMethod"/> says.</param>
/// <param name="AuthenticatedAt">When the subject authenticated (<c>auth_time</c>), to the second.</param>
/// <param name="Id">The event's own id, 1 to 256 characters, or <see langword="null"/>. An id admits one session only.</param>
[GenerateSerializer, Immutable, Alias("sc.AuthenticationEvent")]
public sealed record AuthenticationEvent(
    [property: Id(0)] ImmutableArray<string> Methods,
    [property: Id(1)] DateTimeOffset AuthenticatedAt,
    [property: Id(2)] string? Id = null)
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(Wire.AsciiText.Visible);

    /// <summary>Most method words: 16.</summary>
    public const int MaxMethods = 16;

    /// <summary>Longest method word in characters: 32.</summary>
    public const int MaxMethodLength = 32;

    /// <summary>Longest event id in characters: 256.</summary>
    public const int MaxIdLength = 256;

    /// <summary>True for a method word: 1 to 32 visible ASCII characters without quotation mark and backslash.</summary>
    public static bool IsMethod(string? word) => word is { Length: >= 1 and <= MaxMethodLength } && !word.AsSpan().ContainsAnyExcept(WordCharacters);
}

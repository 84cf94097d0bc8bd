using System.Net.Http.Headers;

namespace SessionCluster.Client.Http;

/// <summary>One request, as often as it is sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, encoded already, with its slash.</param>
/// <param name="Body">The body, or <see langword="null"/>.</param>
internal sealed record HttpCall(HttpMethod Method, string Path, byte[]? Body)
{
    public static readonly MediaTypeHeaderValue Json = new("application/json");

    public static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    /// <summary>What the body is.</summary>
    public MediaTypeHeaderValue MediaType { get; init; } = Json;

    /// <summary>Who asks; the client's own credentials by default.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The content of the <c>DPoP</c> header, or <see langword="null"/>.</summary>
    public string? Proof { get; init; }

    /// <summary>Never the body, which may hold a token.</summary>
    public override string ToString() => $"{Method}";
}

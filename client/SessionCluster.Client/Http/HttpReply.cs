using System.Text.Json;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>What came back of one sending.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Body">The answer's object, or <see langword="null"/> where the body is none: what is no whole JSON object without duplicates says nothing.</param>
/// <param name="RetryAfter">The seconds of <c>Retry-After</c>; 0 without.</param>
/// <param name="Nonce">The content of <c>DPoP-Nonce</c>.</param>
/// <param name="Fault">Why no answer came: the kind of the fault.</param>
internal sealed record HttpReply(int Status, JsonElement? Body, int RetryAfter = 0, string? Nonce = null, string? Fault = null)
{
    /// <summary>The stable code of a problem, if it is one of ours.</summary>
    public string? Code => Body is { } body && body.TryText("code", out var code) ? code : null;

    /// <summary>The sentence of a problem.</summary>
    public string? Detail => Body is { } body && body.TryText("detail", out var detail) ? detail : null;

    /// <summary>True when nobody could say: no answer, the service's own doubt, or a proxy's; never what is a fault of the caller.</summary>
    public bool IsInDoubt => Status is 0 or 429 or >= 500;

    /// <summary>True for a doubt that the service expects to be over in a moment: it says to come back within a second, or says nothing at all.</summary>
    public bool IsPassing => Status is 0 or 502 or 503 or 504 && RetryAfter <= 1;

    /// <summary>True for the service's word that there is no such session.</summary>
    public bool IsUnknownSession => Status == 404 && Code == ProblemCodes.UnknownSession;

    /// <summary>Never the body: it may hold a token.</summary>
    public override string ToString() => $"{Status} {Code}";
}

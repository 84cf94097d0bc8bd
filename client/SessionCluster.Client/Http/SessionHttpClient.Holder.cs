using System.Net.Http.Headers;
using System.Text;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>What is asked with a token beside validating it.</summary>
internal sealed partial class SessionHttpClient
{
    // RFC 9110 section 11.2: what may stand behind a scheme.
    private static readonly System.Buffers.SearchValues<char> TokenCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <inheritdoc/>
    /// <remarks>RFC 7662 says less than a validation: the facts have no class, no idle timeout and no attributes. Which services may be asked for, the credentials say; <see cref="IntrospectDescriptor.Audiences"/> narrows that.</remarks>
    public async ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var refusal))
        {
            return SessionVerdict.Refuse(refusal);
        }

        var form = Encoding.UTF8.GetBytes($"{ClaimNames.Token}={Uri.EscapeDataString(descriptor.Token)}");
        var call = new HttpCall(HttpMethod.Post, "/oauth2/introspect", form) { MediaType = HttpCall.Form };
        var (reply, age) = await AskAgedAsync(nameof(IntrospectAsync), call, cancellationToken).ConfigureAwait(false);
        return age <= SessionClient.VerdictLifetime && reply is { Status: 200, Body: { } json } && IntrospectionReader.Read(json, descriptor.Audiences) is { } verdict
            ? verdict
            : SessionVerdict.InDoubt(DoubtOf(reply));
    }

    /// <inheritdoc/>
    /// <remarks>The service compares the proof with its own public URL, whatever the descriptor says it is for; a certificate is the connection's own.</remarks>
    /// <exception cref="ArgumentException">A certificate is named.</exception>
    public async Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        Require.Set(!descriptor.Possession.Certificate.IsUnset, "certificate must be the connection's own over HTTP; the descriptor's");
        if (!gate.TryPass(descriptor.Token, out var refusal))
        {
            return new EndResult.Refused(SessionVerdict.Refuse(refusal));
        }

        // What can't stand in a header is no token and no proof.
        if (descriptor.Token.Length == 0 || descriptor.Token.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return new EndResult.Refused(SessionVerdict.Refuse(SessionRefusal.Malformed));
        }

        var isDPoP = descriptor.Scheme == TokenScheme.DPoP;
        if (isDPoP && !IsHeader(descriptor.Possession.Proof?.Proof))
        {
            return new EndResult.Refused(SessionVerdict.Refuse(SessionRefusal.ProofInvalid));
        }

        var call = new HttpCall(HttpMethod.Post, "/sessions/end", null)
        {
            Authorization = new AuthenticationHeaderValue(isDPoP ? SchemeWords.DPoP : SchemeWords.Bearer, descriptor.Token),
            Proof = isDPoP ? descriptor.Possession.Proof!.Proof : null,
        };
        var reply = await AskAsync(nameof(EndAsync), call, _patience, cancellationToken).ConfigureAwait(false);
        return HolderReply.Read(reply) ?? new EndResult.Unavailable(DoubtOf(reply));
    }

    private static bool IsHeader(string? text) => text is { Length: > 0 and <= Abstractions.Possession.PresentedProof.MaxLength } && Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', ' ');
}

using System.Net.Http.Headers;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
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
        if (HolderCall(HttpMethod.Post, "/sessions/end", descriptor.Token, descriptor.Scheme, descriptor.Possession, out var refusal) is not { } call)
        {
            return new EndResult.Refused(SessionVerdict.Refuse(refusal));
        }

        var reply = await AskAsync(nameof(EndAsync), call, _patience, cancellationToken).ConfigureAwait(false);
        return reply.Status == 204 ? new EndResult.Ended(null)
            : HolderReply.Read(reply) is { } verdict ? new EndResult.Refused(verdict)
            : new EndResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    /// <remarks>As an ending; sent once, for its proof is consumed. The answer leaves out what services and operators keep for themselves, attributes and events for instance.</remarks>
    public async Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        var path = after.IsUnset ? ClusterPaths.OwnSessions : $"{ClusterPaths.OwnSessions}?after={after}";
        if (HolderCall(HttpMethod.Get, path, descriptor.Token, descriptor.Scheme, descriptor.Possession, out var refusal) is not { } call)
        {
            return new OwnListResult.Refused(SessionVerdict.Refuse(refusal));
        }

        var reply = await SendAsync(nameof(ListOwnAsync), call, _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return reply is { Status: 200, Body: { } json } && ReplyReader.OwnList(json) is { } page ? page
            : HolderReply.Read(reply) is { } verdict ? new OwnListResult.Refused(verdict)
            : new OwnListResult.Unavailable(DoubtOf(reply));
    }

    /// <inheritdoc/>
    /// <remarks>As an ending; sent once, for its proof is consumed.</remarks>
    public async Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        Require.Set(id.IsUnset, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        if (HolderCall(HttpMethod.Delete, ClusterPaths.OwnSession(id), descriptor.Token, descriptor.Scheme, descriptor.Possession, out var refusal) is not { } call)
        {
            return new OwnEndResult.Refused(SessionVerdict.Refuse(refusal));
        }

        var reply = await SendAsync(nameof(EndOwnAsync), call, _patience, isLast: true, cancellationToken).ConfigureAwait(false);
        return reply.Status == 204 ? new OwnEndResult.Ended(null)
            : reply.IsUnknownSession ? OwnEndResult.UnknownSession.Instance
            : HolderReply.Read(reply) is { } verdict ? new OwnEndResult.Refused(verdict)
            : new OwnEndResult.Unavailable(DoubtOf(reply));
    }

    /// <summary>A request with the holder's own headers; <see langword="null"/> for what is refused here.</summary>
    private HttpCall? HolderCall(HttpMethod method, string path, string token, TokenScheme scheme, Client.Possession.PresentedPossession possession, out SessionRefusal refusal)
    {
        Require.Set(!possession.Certificate.IsUnset, "certificate must be the connection's own over HTTP; the descriptor's");
        if (!gate.TryPass(token, out refusal))
        {
            return null;
        }

        // What can't stand in a header is no token and no proof.
        var isDPoP = scheme == TokenScheme.DPoP;
        refusal = token.Length == 0 || token.AsSpan().ContainsAnyExcept(TokenCharacters) ? SessionRefusal.Malformed
            : isDPoP && !IsHeader(possession.Proof?.Proof) ? SessionRefusal.ProofInvalid
            : SessionRefusal.None;
        return refusal != SessionRefusal.None ? null : new(method, path, null)
        {
            Authorization = new AuthenticationHeaderValue(isDPoP ? SchemeWords.DPoP : SchemeWords.Bearer, token),
            Proof = isDPoP ? possession.Proof!.Proof : null,
        };
    }

    private static bool IsHeader(string? text) => text is { Length: > 0 and <= Abstractions.Possession.PresentedProof.MaxLength } && Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', ' ');
}

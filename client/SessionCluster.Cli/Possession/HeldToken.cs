using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Possession;

/// <summary>A token whose holder calls the service itself: with a key, each call has a proof for it, and after one challenge a nonce.</summary>
/// <param name="token">The token. Never printed.</param>
/// <param name="key">The session's key; <see langword="null"/> for a bearer session.</param>
/// <param name="method">The method of the call.</param>
/// <param name="uri">Its URI, at the service's public address.</param>
/// <param name="clock">The clock.</param>
internal sealed class HeldToken(string token, ProofKey? key, string method, string uri, TimeProvider clock)
{
    private string? _nonce;

    /// <summary>The token.</summary>
    public string Token => token;

    /// <summary>A new proof; <see langword="null"/> without a key.</summary>
    public string? Prove() => key?.CreateProof(method, uri, token, _nonce, clock);

    /// <summary>Puts the token and a new proof into a body.</summary>
    public void AddTo(JsonObject body)
    {
        body[ClaimNames.Token] = token;
        body[ClaimNames.Scheme] = key is null ? SchemeWords.Bearer : SchemeWords.DPoP;
        if (Prove() is { } proof)
        {
            body[ClaimNames.Proof] = proof;
        }
    }

    /// <summary>Takes the nonce of an answer.</summary>
    /// <returns>True when the answer is a challenge: the call may come again.</returns>
    public bool IsChallengedBy(ServiceAnswer answer)
    {
        if (key is null || _nonce is not null || answer is not ServiceAnswer.Failed { Nonce: { } nonce, Body: { } body } failed)
        {
            return false;
        }

        _nonce = nonce;
        return failed.ProblemCode == ProblemCodes.UseDpopNonce
            || (Problems.Parse(body)?[ClaimNames.Refusal] is JsonValue refusal && refusal.TryGetValue<string>(out var code)
                && RefusalCodes.TryParse(code, out var why) && why is SessionRefusal.NonceRequired or SessionRefusal.ProofStale);
    }

    /// <summary>Asks, and once more after a challenge.</summary>
    public async Task<ServiceAnswer> AskAsync(Func<Task<ServiceAnswer>> ask)
    {
        var answer = await ask().ConfigureAwait(false);
        return IsChallengedBy(answer) ? await ask().ConfigureAwait(false) : answer;
    }
}

using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Possession;

/// <summary>Somebody with a key, who presents tokens as a client does: a proof for each request, and from the first nonce on with the latest one.</summary>
/// <param name="key">The key.</param>
/// <param name="method">The method of the requests.</param>
/// <param name="uri">Their URI.</param>
/// <param name="clock">The clock.</param>
internal sealed class KeyHolder(ProofKey key, string method, string uri, TimeProvider clock)
{
    private string? _nonce;

    /// <summary>The thumbprint of the key.</summary>
    public string Thumbprint => key.Thumbprint.ToString();

    /// <summary>Adds a new proof for a request with a token, and what it is for.</summary>
    public void Prove(JsonObject question, string token)
    {
        question[ClaimNames.Scheme] = SchemeWords.DPoP;
        Add(question, key.CreateProof(method, uri, token, _nonce, clock));
    }

    /// <summary>Adds a new proof for a call to the cluster itself, which knows what it is for.</summary>
    public void ProveToCluster(JsonObject presented, string token, string publicUri)
    {
        presented[ClaimNames.Scheme] = SchemeWords.DPoP;
        presented[ClaimNames.Proof] = key.CreateProof("POST", publicUri, token, _nonce, clock);
    }

    /// <summary>The <c>cnf_proof</c> of an establishment.</summary>
    public JsonObject Confirm()
    {
        var confirmation = new JsonObject();
        Add(confirmation, key.CreateProof(method, uri, clock: clock));
        return confirmation;
    }

    /// <summary>Takes the nonce of an answer.</summary>
    /// <returns>True when the answer is a challenge: the request may come again, with a proof that has the nonce.</returns>
    public bool IsChallengedBy(ServiceAnswer answer)
    {
        var verdict = answer is ServiceAnswer.Done { Members: var members } ? members : answer.Text is { } body ? Problems.Parse(body) : null;
        if (verdict?[ClaimNames.Nonce] is not JsonValue member || !member.TryGetValue<string>(out var nonce))
        {
            return false;
        }

        _nonce = nonce;
        return verdict[ClaimNames.Refusal] is JsonValue refusal && refusal.TryGetValue<string>(out var code)
            && RefusalCodes.TryParse(code, out var why) && why is SessionRefusal.NonceRequired or SessionRefusal.ProofStale;
    }

    private void Add(JsonObject members, string proof)
    {
        members[ClaimNames.Proof] = proof;
        members[ClaimNames.Method] = method;
        members[ClaimNames.Uri] = uri;
    }
}

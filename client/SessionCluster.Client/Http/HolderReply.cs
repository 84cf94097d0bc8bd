using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Http;

/// <summary>Reads why a holder got no answer: the error of the challenge, as the code. It says less than a validation's answer, so the refusal is the plainest of its kind.</summary>
internal static class HolderReply
{
    /// <summary>The refusal; <see langword="null"/> for another answer.</summary>
    public static SessionVerdict? Read(HttpReply reply) =>
        reply.Status == 401 && RefusalOf(reply.Code) is var refusal and not SessionRefusal.None ? PossessionReader.Refuse(refusal, reply.Nonce) : null;

    private static SessionRefusal RefusalOf(string? code) => code switch
    {
        InvalidToken => SessionRefusal.Unknown,
        InvalidProof => SessionRefusal.ProofInvalid,
        UseNonce => SessionRefusal.NonceRequired,
        InsufficientAuthentication => SessionRefusal.Locked,
        _ => SessionRefusal.None,
    };

    // The error codes of Challenges.ErrorOf (RFC 6750 section 3.1, RFC 9449 sections 7.1 and 8, RFC 9470 section 3).
    private const string InvalidToken = "invalid_token";
    private const string InvalidProof = "invalid_dpop_proof";
    private const string UseNonce = "use_dpop_nonce";
    private const string InsufficientAuthentication = "insufficient_user_authentication";
}

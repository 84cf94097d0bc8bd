using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary>Why a session's holder got no answer, with the challenge of RFC 6750 section 3 and RFC 9449 section 7.1. The code is the challenge's error.</summary>
internal static class HolderProblems
{
    /// <summary>RFC 6750 section 3.1: no error code for a request without a token. Both schemes, as in RFC 9449 section 7.2.</summary>
    public static Problem NoToken { get; } = KnownProblems.Of(ProblemCodes.TokenRequired, "Present the session's token as it was issued: Authorization: DPoP with a DPoP header over this URL, or Authorization: Bearer.") with
    {
        Challenge = $"{SchemeWords.Bearer}, {Challenges.DPoP}",
    };

    /// <summary>RFC 6750 section 3.1, RFC 9449 section 7.2.</summary>
    public static Problem TwoTokens { get; } = KnownProblems.Malformed("The request has more than one Authorization header, two schemes in one, or no token behind its scheme: send one token with one scheme.") with
    {
        Challenge = Challenges.InvalidRequest,
    };

    /// <summary>RFC 9449 section 4.3, check 1.</summary>
    public static Problem TwoProofs { get; } = KnownProblems.Of(ProblemCodes.InvalidDpopProof, "The request has more than one DPoP header: send one proof.") with
    {
        Challenge = Challenges.Of(SessionRefusal.ProofInvalid, ValidationRequirements.None, TokenScheme.DPoP),
    };

    /// <summary>There is nothing to say beside the token.</summary>
    public static Problem HasBody { get; } = KnownProblems.Malformed("This call takes no body: token and possession stand in headers.");

    /// <summary>The problem of a verdict that is no acceptance.</summary>
    public static Problem Of(SessionVerdict verdict, TokenScheme scheme)
    {
        if (verdict.Outcome != VerdictOutcome.Refused)
        {
            return KnownProblems.Unavailable(verdict.Reason);
        }

        if (Challenges.ErrorOf(verdict.Refusal) is not { } error)
        {
            return WindowFull;
        }

        var (code, sentence) = error switch
        {
            ProblemCodes.InvalidDpopProof => (error, "The proof of the DPoP header is missing, was used before, or is not for this request: make a new one (RFC 9449 section 4.2)."),
            ProblemCodes.UseDpopNonce => (error, "The proof must carry the nonce of the DPoP-Nonce header of this answer: make a new one with it (RFC 9449 section 9)."),
            ProblemCodes.InsufficientUserAuthentication => (error, "The session is locked until its subject authenticates again."),
            _ => (ProblemCodes.InvalidToken, "The token is not one of a live session, or what came with it does not show possession of its key."),
        };
        return KnownProblems.Of(code, sentence) with { Challenge = Challenges.Of(verdict.Refusal, ValidationRequirements.None, scheme), Nonce = verdict.Nonce };
    }

    private static Problem WindowFull { get; } = KnownProblems.Of(ProblemCodes.RateLimited, "The session has been used too often in the last minute: wait, and try again with a new proof.") with { RetryAfterSeconds = 1 };
}

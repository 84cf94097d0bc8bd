using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>A refusal as a validation answers it, inside a problem: what the caller sends on to the end client.</summary>
/// <param name="Verdict">The refusal.</param>
/// <param name="Scheme">How the token was presented to the caller.</param>
internal sealed record RefusedSession(SessionVerdict Verdict, TokenScheme Scheme)
{
    /// <summary>The problem of a session that was presented in the body.</summary>
    public static Problem ProblemOf(SessionVerdict verdict, TokenScheme scheme) =>
        Of(ProblemCodes.SessionRefused, "The session that is presented is refused: send status and challenge on to its holder, and the nonce, if there is one, as DPoP-Nonce.", verdict, scheme);

    /// <summary>The problem of a session that should have been kept.</summary>
    public static Problem KeepProblemOf(SessionVerdict verdict, TokenScheme scheme) =>
        Of(ProblemCodes.KeepRefused, "Nothing was revoked, because the session to keep is refused: send status and challenge on to its holder, or revoke without 'keep'.", verdict, scheme);

    private static Problem Of(string code, string sentence, SessionVerdict verdict, TokenScheme scheme) =>
        KnownProblems.Of(code, sentence) with { Refused = new(verdict, scheme), Nonce = verdict.Nonce };
}

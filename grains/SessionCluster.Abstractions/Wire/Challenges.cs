using System.Globalization;
using System.Text;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Wire;

/// <summary>
/// What an API service sends to the end client: the status and the <c>WWW-Authenticate</c> of RFC 6750 section 3, RFC 9449 section 7.1 and RFC 9470 section 3. No description: the end client learns the
/// error's name, not our reasons.
/// </summary>
public static class Challenges
{
    /// <summary>To a request that is malformed or has two credentials (400).</summary>
    public const string InvalidRequest = "Bearer error=\"invalid_request\"";

    /// <summary>The signature algorithms of proofs, as <c>algs</c> and <c>dpop_signing_alg_values_supported</c> name them.</summary>
    public const string ProofAlgorithms = "ES256 PS256 RS256";

    private const string Algorithms = $"algs=\"{ProofAlgorithms}\"";

    /// <summary>To a request without credentials, from a service that takes proofs: no error code (RFC 9449 section 7.1).</summary>
    public const string DPoP = $"{SchemeWords.DPoP} {Algorithms}";

    /// <summary>The HTTP status to send on: 403 for a missing scope, 429 for a full replay memory, 401 for everything else.</summary>
    public static int StatusOf(SessionRefusal refusal) => refusal switch
    {
        SessionRefusal.Scope => 403,
        SessionRefusal.WindowFull => 429,
        _ => 401,
    };

    /// <summary>The error code of a refusal; <see langword="null"/> for one that is no challenge (429).</summary>
    public static string? ErrorOf(SessionRefusal refusal) => refusal switch
    {
        SessionRefusal.ProofInvalid or SessionRefusal.ProofReplayed => "invalid_dpop_proof",
        SessionRefusal.NonceRequired or SessionRefusal.ProofStale => "use_dpop_nonce",
        SessionRefusal.Idle or SessionRefusal.Locked or SessionRefusal.Assurance or SessionRefusal.ContextChanged => "insufficient_user_authentication",
        SessionRefusal.Scope => "insufficient_scope",
        SessionRefusal.WindowFull => null,
        _ => "invalid_token",
    };

    /// <summary>The challenge to send on, to a token that was presented as <see cref="TokenScheme.Bearer"/>.</summary>
    /// <param name="refusal">Why the session was refused.</param>
    /// <param name="requirements">What the endpoint asked for, which a client must know to do better.</param>
    public static string Of(SessionRefusal refusal, ValidationRequirements requirements) => Of(refusal, requirements, TokenScheme.Bearer);

    /// <summary>The challenge to send on.</summary>
    /// <param name="refusal">Why the session was refused.</param>
    /// <param name="requirements">What the endpoint asked for, which a client must know to do better.</param>
    /// <param name="scheme">How the token was presented. One that lacks its proof is told of the scheme that has one.</param>
    public static string Of(SessionRefusal refusal, ValidationRequirements requirements, TokenScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        var isDPoP = scheme == TokenScheme.DPoP || refusal == SessionRefusal.PossessionRequired;
        var challenge = new StringBuilder(isDPoP ? SchemeWords.DPoP : SchemeWords.Bearer);
        var separator = " ";
        if (ErrorOf(refusal) is { } error)
        {
            Add($"error=\"{error}\"");
        }

        if (refusal == SessionRefusal.Scope)
        {
            Add($"scope=\"{requirements.Scope}\"");
        }
        else if (refusal is SessionRefusal.Idle or SessionRefusal.Locked or SessionRefusal.Assurance or SessionRefusal.ContextChanged)
        {
            AddAuthentication();
        }

        if (isDPoP)
        {
            Add(Algorithms);
        }

        return challenge.ToString();

        void AddAuthentication()
        {
            if (AssuranceWords.Of(requirements.Assurance) is { } acr)
            {
                Add($"acr_values=\"{acr}\"");
            }

            if (requirements.MaxAuthenticationAge is { } age)
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"max_age=\"{(long)age.TotalSeconds}\""));
            }
        }

        void Add(string parameter)
        {
            challenge.Append(separator).Append(parameter);
            separator = ", ";
        }
    }
}

using SessionCluster.Abstractions.Establishment;

namespace SessionCluster.Abstractions.Wire;

/// <summary>The <c>code</c> of problem details (RFC 9457). Stable.</summary>
public static class ProblemCodes
{
    /// <summary>400: the body or a member is not what the contract says.</summary>
    public const string Malformed = "malformed";

    /// <summary>400: the running version does not support a member; it is refused, never ignored.</summary>
    public const string UnsupportedParameter = "unsupported_parameter";

    /// <summary>401: the caller's credentials are missing or wrong.</summary>
    public const string InvalidClient = "invalid_client";

    /// <summary>401: the holder of a session must present its token.</summary>
    public const string TokenRequired = "token_required";

    /// <summary>401: the presented token is refused (RFC 6750).</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>401: the proof is refused (RFC 9449 section 7.1).</summary>
    public const string InvalidDpopProof = "invalid_dpop_proof";

    /// <summary>401: the proof must carry the nonce of the answer (RFC 9449 section 9).</summary>
    public const string UseDpopNonce = "use_dpop_nonce";

    /// <summary>401: the session is not open to what was asked until its subject authenticates again (RFC 9470).</summary>
    public const string InsufficientUserAuthentication = "insufficient_user_authentication";

    /// <summary>403: the caller lacks the permission.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>403: the caller may not ask for that audience.</summary>
    public const string AudienceNotPermitted = "audience_not_permitted";

    /// <summary>404: no session answers to that token or handle.</summary>
    public const string UnknownSession = "unknown_session";

    /// <summary>404: there is nothing at that path.</summary>
    public const string NotFound = "not_found";

    /// <summary>405: the path does not take that method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>409: the authentication event has admitted a session before.</summary>
    public const string Conflict = "conflict";

    /// <summary>413: the body is too large.</summary>
    public const string TooLarge = "too_large";

    /// <summary>415: the content type is not JSON.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>422: no such class.</summary>
    public const string UnknownClass = "unknown_class";

    /// <summary>422: the class asks for a key.</summary>
    public const string BindingRequired = "binding_required";

    /// <summary>422: the methods do not reach the level.</summary>
    public const string Assurance = "assurance";

    /// <summary>422: authenticate again.</summary>
    public const string Reauthenticate = "reauthenticate";

    /// <summary>422: too many live sessions.</summary>
    public const string SessionLimit = "session_limit";

    /// <summary>422: too many audiences.</summary>
    public const string AudienceLimit = "audience_limit";

    /// <summary>422: such sessions come by delegation only.</summary>
    public const string DelegationOnly = "delegation_only";

    /// <summary>422: as many locks and cut-offs stand as may.</summary>
    public const string LockLimit = "lock_limit";

    /// <summary>422: the session that was presented is refused.</summary>
    public const string SessionRefused = "session_refused";

    /// <summary>422: the session to keep is refused, so nothing was revoked.</summary>
    public const string KeepRefused = "keep_refused";

    /// <summary>429: slow down.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>503: no answer now; retry.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>500: a fault of this service. It discloses nothing.</summary>
    public const string InternalError = "internal_error";

    /// <summary>The code of a refused establishment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a refusal.</exception>
    public static string Of(EstablishRefusal refusal) => refusal switch
    {
        EstablishRefusal.UnknownClass => UnknownClass,
        EstablishRefusal.BindingRequired => BindingRequired,
        EstablishRefusal.Assurance => Assurance,
        EstablishRefusal.Reauthenticate => Reauthenticate,
        EstablishRefusal.SessionLimit => SessionLimit,
        EstablishRefusal.AudienceLimit => AudienceLimit,
        EstablishRefusal.Conflict => Conflict,
        EstablishRefusal.DelegationOnly => DelegationOnly,
        EstablishRefusal.Malformed => Malformed,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    /// <summary>The refusal of an establishment that a code stands for; false for every other code.</summary>
    public static bool TryParse(string? code, out EstablishRefusal refusal)
    {
        foreach (var candidate in Enum.GetValues<EstablishRefusal>())
        {
            if (Of(candidate) == code)
            {
                refusal = candidate;
                return true;
            }
        }

        refusal = default;
        return false;
    }
}

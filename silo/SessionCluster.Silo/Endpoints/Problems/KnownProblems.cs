using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>The problems that this edge knows. Each code stands in <see cref="ProblemCodes"/>.</summary>
internal static class KnownProblems
{
    /// <summary>RFC 7617; the realm is the same everywhere, for there is one kind of caller.</summary>
    public const string BasicChallenge = "Basic realm=\"sessioncluster\"";

    public static Problem InvalidClient { get; } = Of(ProblemCodes.InvalidClient, "Send the client's id and secret as HTTP Basic credentials, each form-encoded first (RFC 6749 section 2.3.1).") with { Challenge = BasicChallenge };

    public static Problem TwoCredentials { get; } = Malformed("The request has more than one Authorization header: send one.");

    public static Problem DotSegment { get; } = Malformed("The path has a segment '.' or '..': no call has one, and no subject is called so.");

    public static Problem UnexpectedQuery { get; } = Unsupported("This call takes no query, or not this one: send members in the body. What stands in a URL gets into logs; a token that did must be revoked.");

    public static Problem AudienceNotPermitted { get; } = Of(ProblemCodes.AudienceNotPermitted, "Member 'aud': this client may not name that audience. Ask the operator to add it to the client's Audiences.");

    public static Problem UnprovenConfirmation { get; } = Of(ProblemCodes.Forbidden, $"Member '{ClaimNames.Confirmation}' comes without '{ClaimNames.ConfirmationProof}', and this client lacks the permission {PermissionWords.Of(CallerPermissions.AssertConfirmation)}. Send a proof by that key.");

    public static Problem UnknownSession { get; } = Of(ProblemCodes.UnknownSession, "No session answers to that token or sid, or it is not this client's to ask for.");

    public static Problem NotFound { get; } = Of(ProblemCodes.NotFound, "There is nothing at this path.");

    public static Problem MethodNotAllowed { get; } = Of(ProblemCodes.MethodNotAllowed, "This path does not take that method: see the Allow header.");

    public static Problem TooLarge { get; } = Of(ProblemCodes.TooLarge, "The body is larger than 16 KiB: send less.");

    /// <summary>As <see cref="TooLarge"/>, for a body so long that nobody waits for its end.</summary>
    public static Problem FarTooLarge { get; } = TooLarge with { ClosesConnection = true };

    public static Problem UnsupportedMediaType { get; } = Of(ProblemCodes.UnsupportedMediaType, "Send JSON in UTF-8, not compressed, with Content-Type: application/json.");

    public static Problem NotAForm { get; } = Of(ProblemCodes.UnsupportedMediaType, "Send a form in UTF-8, not compressed, with Content-Type: application/x-www-form-urlencoded.");

    public static Problem RateLimited { get; } = Of(ProblemCodes.RateLimited, "This client asked for too many sessions that do not exist: wait, and look at where its tokens come from.") with { RetryAfterSeconds = 1 };

    public static Problem InternalError { get; } = Of(ProblemCodes.InternalError, "The service failed. The operator finds the cause in its log.");

    public static Problem Malformed(string sentence) => Of(ProblemCodes.Malformed, sentence);

    public static Problem Unsupported(string sentence) => Of(ProblemCodes.UnsupportedParameter, sentence);

    public static Problem Forbidden(CallerPermissions anyOf) => Of(ProblemCodes.Forbidden,
        $"This client lacks the permission {PermissionWords.Of(anyOf)}. Ask the operator to add it to the client's Permissions.");

    /// <summary>The problem of an answer that is only a status, because no endpoint made it; <see langword="null"/> for one that an endpoint may have meant so.</summary>
    public static Problem? OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        >= StatusCodes.Status500InternalServerError => InternalError,
        _ => null,
    };

    /// <summary>The problem of a body that the server could not read: too large, too slow, or not HTTP.</summary>
    public static Problem OfUnreadable(int status) => status == StatusCodes.Status413PayloadTooLarge
        ? FarTooLarge
        : Malformed("The body could not be read to its end: send all of it, as its length or its chunks say, without long pauses.") with { ClosesConnection = true };

    /// <summary>No answer now. What the caller may know of the reason, and when to ask again.</summary>
    public static Problem Unavailable(UnavailableReason reason) => reason switch
    {
        UnavailableReason.MissBudget => RateLimited,
        UnavailableReason.ContainmentFull => Unavailable("The containment log is full. Its entries go as what they refuse is ended, session by session: ask again.", retryAfterSeconds: 30),
        UnavailableReason.Row => Unavailable("What is stored can't be trusted: the operator must look.", retryAfterSeconds: 30),
        _ => Unavailable("Nobody can say now. Ask again; do not take this for a refusal.", retryAfterSeconds: 1),
    };

    /// <summary>A problem of that code.</summary>
    public static Problem Of(string code, string sentence) => new(ProblemStatuses.Of(code), code, sentence);

    private static Problem Unavailable(string sentence, int retryAfterSeconds) =>
        Of(ProblemCodes.Unavailable, sentence) with { RetryAfterSeconds = retryAfterSeconds };
}

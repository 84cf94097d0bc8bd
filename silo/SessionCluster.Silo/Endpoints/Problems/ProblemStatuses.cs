using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>The HTTP status of each problem code.</summary>
internal static class ProblemStatuses
{
    /// <exception cref="ArgumentOutOfRangeException">Not a code.</exception>
    public static int Of(string code) => code switch
    {
        ProblemCodes.Malformed or ProblemCodes.UnsupportedParameter => StatusCodes.Status400BadRequest,
        ProblemCodes.InvalidClient or ProblemCodes.TokenRequired or ProblemCodes.InvalidToken or ProblemCodes.InvalidDpopProof or ProblemCodes.UseDpopNonce
            or ProblemCodes.InsufficientUserAuthentication => StatusCodes.Status401Unauthorized,
        ProblemCodes.Forbidden or ProblemCodes.AudienceNotPermitted => StatusCodes.Status403Forbidden,
        ProblemCodes.UnknownSession or ProblemCodes.NotFound => StatusCodes.Status404NotFound,
        ProblemCodes.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ProblemCodes.Conflict => StatusCodes.Status409Conflict,
        ProblemCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemCodes.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ProblemCodes.UnknownClass or ProblemCodes.BindingRequired or ProblemCodes.Assurance or ProblemCodes.Reauthenticate
            or ProblemCodes.SessionLimit or ProblemCodes.AudienceLimit or ProblemCodes.DelegationOnly
            or ProblemCodes.LockLimit or ProblemCodes.SessionRefused or ProblemCodes.KeepRefused => StatusCodes.Status422UnprocessableEntity,
        ProblemCodes.RateLimited => StatusCodes.Status429TooManyRequests,
        ProblemCodes.InternalError => StatusCodes.Status500InternalServerError,
        ProblemCodes.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a problem code."),
    };
}

using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>Our problem codes as OAuth names them (RFC 6749 sections 4.1.2.1 and 5.2; RFC 7009 section 2.2.1, RFC 7662 section 2.3). The status stays our own.</summary>
internal static class OAuthErrors
{
    /// <summary>The <c>error</c> of a problem.</summary>
    public static string Of(string code) => code switch
    {
        ProblemCodes.InvalidClient => "invalid_client",
        ProblemCodes.Forbidden => "unauthorized_client",
        ProblemCodes.RateLimited or ProblemCodes.Unavailable => "temporarily_unavailable",
        ProblemCodes.InternalError => "server_error",
        _ => "invalid_request",
    };
}

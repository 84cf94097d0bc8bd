using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary>Writes the answer to a revocation, of a session or of a subject.</summary>
internal static class RevokeAnswer
{
    public static Task WriteAsync(HttpContext context, RevokeResult result) => result switch
    {
        RevokeResult.Revoked revoked => SessionJson.WriteReceiptAsync(context.Response, revoked.Receipt),
        RevokeResult.UnknownSession => KnownProblems.UnknownSession.WriteAsync(context),
        RevokeResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
        _ => throw new InvalidOperationException($"{result.GetType().Name} is no answer to a revocation."),
    };
}

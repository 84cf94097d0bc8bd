using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Revocation;

/// <summary><c>POST /sessions/revoke</c>: ends one session.</summary>
internal sealed class RevokeEndpoint(ISessionClient sessions, MissBudget misses, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var start = clock.GetTimestamp();
        var body = await RequestBody.ReadAsync(context, caller, RevokeBody.Parse);
        var problem = !body.IsGood ? body.Problem
            : body.Value.Token is not null && !caller.MayAny(EndpointPolicies.Revoke.ByToken) ? KnownProblems.Forbidden(EndpointPolicies.Revoke.ByToken)
            : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited
            : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        var result = await sessions.RevokeAsync(Describe(body.Value!, caller), CancellationToken.None);
        if (result is RevokeResult.UnknownSession)
        {
            misses.Charge(caller.Id.Value);
        }

        await RevokeAnswer.WriteAsync(context, result);
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private static RevokeDescriptor Describe(RevokeRequest request, Caller caller) => request.Token is { } token
        ? new RevokeDescriptor.ByToken(token, request.Order)
        : caller.MayAny(CallerPermissions.Administer)
            ? new RevokeDescriptor.ById(request.Id, request.Order)
            : new RevokeDescriptor.ByIdOfEstablisher(request.Id, caller.Id, request.Order);
}

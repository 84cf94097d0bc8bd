using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary>
/// <c>POST /oauth2/revoke</c> (RFC 7009): ends the session of a token that the client holds or established. 200 without a body also for a token of nobody or of somebody else, which it leaves alone.
/// </summary>
internal sealed class RevokeTokenEndpoint(ISessionClient sessions, MissBudget misses, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var start = clock.GetTimestamp();
        var body = await RequestBody.ReadAsync(context, caller, TokenForm.Parse, BodyFormat.Form);
        var problem = !body.IsGood ? body.Problem : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        var order = new RevocationOrder(RevocationReason.Logout, null, EndInitiator.By(caller.Id));
        var result = await sessions.RevokeAsync(new RevokeDescriptor.ByTokenOfClient(body.Value!.Token, caller.Id, order), CancellationToken.None);
        await AnswerAsync(context, caller, result);
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private Task AnswerAsync(HttpContext context, Caller caller, RevokeResult result)
    {
        switch (result)
        {
            case RevokeResult.Unavailable unavailable:
                return KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context);
            case RevokeResult.UnknownSession:
                misses.Charge(caller.Id.Value);
                break;
            case RevokeResult.Revoked:
                break;
            default:
                throw new InvalidOperationException($"{result.GetType().Name} is no answer to a revocation.");
        }

        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}

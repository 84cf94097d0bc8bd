using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Sessions;

/// <summary><c>GET /sessions/{sid}</c>: what is known of a session.</summary>
internal sealed class InfoEndpoint(ISessionClient sessions, MissBudget misses)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        // What is no handle names no session: nobody need be asked, and a token that was put here is not repeated.
        if (!SessionId.TryParse(context.Request.RouteValues[ClaimNames.SessionId] as string, out var id))
        {
            await KnownProblems.UnknownSession.WriteAsync(context);
            return;
        }

        if (!misses.HasCredit(caller.Id.Value))
        {
            await KnownProblems.RateLimited.WriteAsync(context);
            return;
        }

        await AnswerAsync(context, caller, await sessions.GetInfoAsync(id, context.RequestAborted));
    }

    private Task AnswerAsync(HttpContext context, Caller caller, InfoResult result)
    {
        switch (result)
        {
            case InfoResult.Found found:
                return SessionJson.WriteInfoAsync(context.Response, found.Info);
            case InfoResult.UnknownSession:
                misses.Charge(caller.Id.Value);
                return KnownProblems.UnknownSession.WriteAsync(context);
            case InfoResult.Unavailable unavailable:
                return KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context);
            default:
                throw new InvalidOperationException($"{result.GetType().Name} tells nothing of a session.");
        }
    }
}

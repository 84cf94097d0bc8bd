using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary><c>POST /sessions/end</c>: the holder's own logout.</summary>
internal sealed class EndEndpoint(ISessionClient sessions, HolderGate gate, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        if (await gate.AdmitAsync(context, EndpointPolicies.End.Pattern) is not { } held)
        {
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        var descriptor = new EndDescriptor { Token = held.Token, Scheme = held.Scheme, Possession = held.Possession };
        await AnswerAsync(context, held, await sessions.EndAsync(descriptor, CancellationToken.None));
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private Task AnswerAsync(HttpContext context, HeldRequest held, EndResult result)
    {
        switch (result)
        {
            case EndResult.Ended:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case EndResult.Refused refused:
                return gate.DenyAsync(context, held, refused.Verdict);
            case EndResult.Unavailable unavailable:
                return KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context);
            default:
                throw new InvalidOperationException($"{result.GetType().Name} is no answer to a holder.");
        }
    }
}

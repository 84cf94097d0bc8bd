using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary><c>GET /me/sessions</c> and <c>DELETE /me/sessions/{sid}</c>: the holder's own view (N13).</summary>
internal sealed class OwnSessionsEndpoint(ISessionClient sessions, HolderGate gate, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    private static readonly Problem UnknownSession = KnownProblems.Of(ProblemCodes.UnknownSession, "None of this subject's sessions has that sid.");

    public async Task HandleListAsync(HttpContext context)
    {
        var after = default(SessionId);
        if (AfterParameter.Read(context.Request, EndpointPolicies.OwnSessions, text => SessionId.TryParse(text, out after)) is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        if (await gate.AdmitAsync(context, ClusterPaths.OwnSessions) is not { } held)
        {
            return;
        }

        await (await sessions.ListOwnAsync(Descriptor(held), after, context.RequestAborted) switch
        {
            OwnListResult.Page page => SessionJson.WriteOwnListAsync(context.Response, page),
            OwnListResult.Refused refused => gate.DenyAsync(context, held, refused.Verdict),
            OwnListResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no list."),
        });
    }

    public async Task HandleEndAsync(HttpContext context)
    {
        // What is no handle names no session; whether the holder is one is looked at first all the same.
        var start = clock.GetTimestamp();
        var named = SessionId.TryParse(context.Request.RouteValues[ClaimNames.SessionId] as string, out var id);
        if (await gate.AdmitAsync(context, named ? ClusterPaths.OwnSession(id) : context.Request.Path.Value ?? "/") is not { } held)
        {
            return;
        }

        if (!named)
        {
            await UnknownSession.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        await (await sessions.EndOwnAsync(Descriptor(held), id, CancellationToken.None) switch
        {
            OwnEndResult.Ended => NoContent(context),
            OwnEndResult.UnknownSession => UnknownSession.WriteAsync(context),
            OwnEndResult.Refused refused => gate.DenyAsync(context, held, refused.Verdict),
            OwnEndResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to a holder."),
        });
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private static HolderDescriptor Descriptor(HeldRequest held) => new() { Token = held.Token, Scheme = held.Scheme, Possession = held.Possession };

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

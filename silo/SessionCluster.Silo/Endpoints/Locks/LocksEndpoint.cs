using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;
using EventId = SessionCluster.Abstractions.Identifiers.EventId;

namespace SessionCluster.Silo.Endpoints.Locks;

/// <summary><c>POST /locks</c>, <c>GET /locks</c> and <c>DELETE /locks/{id}</c>.</summary>
internal sealed class LocksEndpoint(ISessionClient sessions, TimeProvider clock)
{
    private static readonly Problem Full = KnownProblems.Of(ProblemCodes.LockLimit, "As many locks and cut-offs stand as may: remove locks that are not needed any more. Nothing was dropped to make room for this one.");

    private static readonly Problem UnknownLock = KnownProblems.Of(ProblemCodes.NotFound, "No lock has this id.");

    public async Task HandleLockAsync(HttpContext context, Caller caller)
    {
        var body = await RequestBody.ReadAsync(context, caller, LockBody.Parse);
        var problem = !body.IsGood ? body.Problem
            : body.Value.Until <= clock.GetUtcNow() ? KnownProblems.Malformed($"Member '{ClaimNames.Until}' is not in the future: a lock that ends before it begins locks nothing.")
            : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it locked.
        await (await sessions.LockAsync(body.Value!, CancellationToken.None) switch
        {
            LockResult.Locked locked => LockJson.WriteLockedAsync(context.Response, locked),
            LockResult.Full => Full.WriteAsync(context),
            LockResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to a lock."),
        });
    }

    public async Task HandleListAsync(HttpContext context, Caller caller)
    {
        var after = default(EventId);
        if (AfterParameter.Read(context.Request, EndpointPolicies.Locks, text => EventId.TryParse(text, out after)) is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        await (await sessions.ListLocksAsync(after, context.RequestAborted) switch
        {
            LockListResult.Page page => LockJson.WriteListAsync(context.Response, page),
            LockListResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no list."),
        });
    }

    public async Task HandleUnlockAsync(HttpContext context, Caller caller)
    {
        if (!EventId.TryParse(context.Request.RouteValues[ClaimNames.Id] as string, out var id))
        {
            await UnknownLock.WriteAsync(context);
            return;
        }

        await (await sessions.UnlockAsync(id, caller.Id, CancellationToken.None) switch
        {
            UnlockResult.Unlocked => NoContent(context),
            UnlockResult.UnknownLock => UnknownLock.WriteAsync(context),
            UnlockResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to the removal of a lock."),
        });
    }

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

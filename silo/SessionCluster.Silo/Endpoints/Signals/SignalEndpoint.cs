using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Signals;

/// <summary><c>POST /sessions/signal</c>: what a service noticed about a session.</summary>
internal sealed class SignalEndpoint(ISessionClient sessions, SignalBudget budget)
{
    private static readonly Problem NotEntitled =
        KnownProblems.Of(ProblemCodes.Forbidden, "This client may not report that session: it has not validated it lately, or no session answers to that token or sid.");

    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var body = await RequestBody.ReadAsync(context, caller, SignalBody.Parse);
        if (!body.IsGood)
        {
            await body.Problem.WriteAsync(context);
            return;
        }

        if (budget.Take(caller) is var wait and > 0)
        {
            await (KnownProblems.Of(ProblemCodes.RateLimited, "This client has reported as much as it may in a minute: wait, or ask the operator to raise the client's SignalsPerMinute.") with { RetryAfterSeconds = wait }).WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up has still seen it.
        var result = await sessions.SignalAsync(body.Value, CancellationToken.None);
        await (result switch
        {
            SignalResult.Taken => Accepted(context),
            SignalResult.NotEntitled => NotEntitled.WriteAsync(context),
            SignalResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no answer to a signal."),
        });
    }

    private static Task Accepted(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }
}

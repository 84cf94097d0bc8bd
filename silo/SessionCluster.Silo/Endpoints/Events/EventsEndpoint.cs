using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Writing;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary><c>GET /events</c>: a page of events; and for whoever accepts <c>text/event-stream</c>, events as they come.</summary>
internal sealed class EventsEndpoint(ISessionEventStore store, EventFollowers followers)
{
    private const string EventStream = "text/event-stream";

    public Task HandleAsync(HttpContext context, Caller caller)
    {
        if (EventsQuestion.Read(context.Request, out var query) is { } problem)
        {
            return problem.WriteAsync(context);
        }

        return context.Request.Headers.Accept.Any(accept => accept?.Contains(EventStream, StringComparison.OrdinalIgnoreCase) == true)
            ? followers.FollowAsync(context, query)
            : AnswerAsync(context, query);
    }

    private async Task AnswerAsync(HttpContext context, EventQuery query)
    {
        EventPage? page;
        try
        {
            page = await store.QueryAsync(query, context.RequestAborted);
        }
        catch (StorageFaultException)
        {
            await KnownProblems.Unavailable(UnavailableReason.Storage).WriteAsync(context);
            return;
        }

        await (page is null ? UnknownCursor.WriteAsync(context) : EventJson.WritePageAsync(context.Response, page));
    }

    /// <summary>The problem of a cursor that nobody gave.</summary>
    public static Problem UnknownCursor { get; } = KnownProblems.Malformed($"Parameter '{EventNames.After}' must be {EventsQuestion.CursorRule}.");
}

using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary>Those who follow the events of the cluster over a connection that stays: a bounded number for each silo.</summary>
internal sealed class EventFollowers(
    ISessionEventStore store,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider runtime)
{
    /// <summary>How many may follow at a time: 64.</summary>
    public const int Most = 64;

    private const string LastEventId = "Last-Event-ID";

    private int _count;

    /// <summary>Tells of events until the caller leaves or the silo stops.</summary>
    public async Task FollowAsync(HttpContext context, EventQuery query)
    {
        if (query.To is not null || context.Request.Query.ContainsKey(EventNames.Limit))
        {
            await KnownProblems.Malformed($"Whoever follows events gives neither '{EventNames.To}' nor '{EventNames.Limit}': leave them out.").WriteAsync(context);
            return;
        }

        if (Interlocked.Increment(ref _count) > Most)
        {
            Interlocked.Decrement(ref _count);
            await (KnownProblems.Unavailable(UnavailableReason.Row) with { Detail = $"This silo tells {Most} followers of events already: ask another one, or later." }).WriteAsync(context);
            return;
        }

        try
        {
            await FollowFromAsync(context, Begin(context.Request, query));
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    // A browser that connects again says where it was; otherwise the query does, and otherwise it is now.
    private EventQuery Begin(HttpRequest request, EventQuery query) => request.Headers[LastEventId] is [{ Length: > 0 } last] ? query with { After = last }
        : query.After is null && query.From is null ? query with { From = clock.GetUtcNow() }
        : query;

    private async Task FollowFromAsync(HttpContext context, EventQuery query)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        EventPage? first;
        try
        {
            first = query.After is { Length: > EventsQuestion.MaxCursor } ? null : await store.QueryAsync(query, ends.Token);
        }
        catch (StorageFaultException)
        {
            await KnownProblems.Unavailable(UnavailableReason.Storage).WriteAsync(context);
            return;
        }

        if (first is null)
        {
            await EventsEndpoint.UnknownCursor.WriteAsync(context);
            return;
        }

        try
        {
            await new EventFollower(store, runtime, context.Response).RunAsync(query, first, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Left, or the silo stops: the stream ends between two events, and whoever wants more connects again.
        }
    }
}

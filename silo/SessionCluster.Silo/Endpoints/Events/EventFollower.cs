using System.Text;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Endpoints.Writing;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary>One who follows events: server-sent events (the HTML standard, section 9.2). The store is asked each second, so that what any silo keeps is told, whatever silo the follower is connected to.</summary>
internal sealed class EventFollower(ISessionEventStore store, TimeProvider runtime, HttpResponse response)
{
    /// <summary>How often the store is asked: each second.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>After how long a silence a comment is sent, which keeps the connection open: 15 s.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly SeenEvents _seen = new();
    private long _written;

    /// <summary>Tells of the first page and of what comes after.</summary>
    public async Task RunAsync(EventQuery query, EventPage first, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";

        // Proxies that gather answers must not gather this one.
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync("retry: 1000\n\n", cancellationToken);
        var page = (EventPage?)first;
        var cursor = query.After;
        while (true)
        {
            try
            {
                cursor = await TellAsync(query, page ?? await store.QueryAsync(query with { After = cursor }, cancellationToken), cancellationToken) ?? cursor;
            }
            catch (StorageFaultException)
            {
                // Asked again in a second, from the same place.
            }

            if (runtime.GetElapsedTime(_written) >= Silence)
            {
                await WriteAsync(":\n\n", cancellationToken);
            }

            page = null;
            await Task.Delay(Period, runtime, cancellationToken);
        }
    }

    /// <summary>Tells of a page and of those after it. Answers where to begin again.</summary>
    private async Task<string?> TellAsync(EventQuery query, EventPage? page, CancellationToken cancellationToken)
    {
        string? cursor = null;
        while (page is not null)
        {
            await TellPageAsync(page, cancellationToken);
            cursor = page.Cursor;
            page = page.Next is { } next ? await store.QueryAsync(query with { After = next }, cancellationToken) : null;
        }

        return cursor;
    }

    private async Task TellPageAsync(EventPage page, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var kept in page.Events)
        {
            if (_seen.Add(kept))
            {
                text.Append("event: ").Append(EventJson.WordOf(kept)).Append("\ndata: ").Append(Encoding.UTF8.GetString(EventJson.Line(kept).Span)).Append("\n\n");
            }
        }

        if (text.Length > 0)
        {
            // With the last alone: whoever lost the connection in the middle gets the page once more.
            text.Length--;
            text.Append("id: ").Append(page.Cursor).Append("\n\n");
            await WriteAsync(text.ToString(), cancellationToken);
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        _written = runtime.GetTimestamp();
    }
}

using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;

namespace SessionCluster.Cluster.Tests.Http.Events;

/// <summary>One who follows events as a browser does.</summary>
internal sealed class EventReaderOfStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReaderOfStream(HttpResponseMessage response, StreamReader reader)
    {
        _response = response;
        _reader = reader;
    }

    /// <summary>Connects, and returns when the stream has begun.</summary>
    public static async Task<EventReaderOfStream> OpenAsync(HttpTestSilo silo, string query, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, silo.Url($"/events{query}"));
        request.Headers.Authorization = HttpCaller.Operator.Authorization;
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (lastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        }

        var response = await silo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(("text/event-stream", "no-store"), (response.Content.Headers.ContentType?.MediaType, response.Headers.CacheControl?.ToString()));
        var reader = new EventReaderOfStream(response, new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
        Assert.StartsWith("retry:", await reader.LineAsync(), StringComparison.Ordinal);
        return reader;
    }

    /// <summary>The next event.</summary>
    public async Task<(string Type, JsonObject Data, string? Id)> NextAsync()
    {
        string? type = null, id = null;
        JsonObject? data = null;
        while (true)
        {
            var line = await LineAsync() ?? throw new InvalidOperationException("The stream has ended.");
            if (line.Length == 0 && data is not null)
            {
                return (type!, data, id);
            }

            type = Field(line, "event") ?? type;
            id = Field(line, "id") ?? id;
            data = Field(line, "data") is { } text ? JsonNode.Parse(text)!.AsObject() : data;
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task EndAsync()
    {
        while (await LineAsync() is not null)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> LineAsync() => await _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static string? Field(string line, string name) => line.StartsWith($"{name}: ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : null;
}

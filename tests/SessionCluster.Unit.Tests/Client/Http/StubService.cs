using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Client;
using SessionCluster.Client.Http;
using SessionCluster.Unit.Tests.AspNetCore;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>The client over HTTP as it ships, over a service that answers as a test says. Not answering is its default.</summary>
internal sealed class StubService : HttpMessageHandler
{
    public const string Secret = "p:100%+ä €/=secret";

    private readonly ServiceProvider _services;

    public StubService(Action<SessionClusterHttpClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSessionClusterHttpClient(options =>
        {
            (options.BaseAddress, options.ClientId, options.ClientSecret) = (new("http://localhost:1/base/"), "ops", Secret);
            configure?.Invoke(options);
        });
        services.AddHttpClient("SessionCluster").ConfigurePrimaryHttpMessageHandler(() => this);
        _services = services.BuildServiceProvider();
        Sessions = _services.GetRequiredService<ISessionClient>();
    }

    public StallingClock Clock { get; } = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordingLoggerProvider Log { get; } = new();

    public ISessionClient Sessions { get; }

    /// <summary>Method, path, authorization and body of each request.</summary>
    public List<(string Call, string Authorization, JsonObject? Body)> Requests { get; } = [];

    /// <summary>The <c>DPoP</c> header and the text of the body of each request.</summary>
    public List<(string? Proof, string? Text)> Contents { get; } = [];

    /// <summary>Answers the n-th request, counted from 0.</summary>
    public Func<int, Task<HttpResponseMessage>> Answer { get; set; } = _ => new TaskCompletionSource<HttpResponseMessage>().Task;

    public static HttpResponseMessage Of(int status, string body, string? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.Add("Retry-After", retryAfter);
        }

        return response;
    }

    public static HttpResponseMessage Problem(int status, string code, string? retryAfter = null) => Of(status, $$"""{ "type": "about:blank", "status": {{status}}, "code": "{{code}}", "detail": "What to do." }""", retryAfter);

    /// <summary>Answers these, one after the other.</summary>
    public void Answers(params Func<HttpResponseMessage>[] answers) => Answer = number => Task.FromResult(answers[number]());

    protected override void Dispose(bool disposing)
    {
        _services.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var body = request.Content?.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text!)!.AsObject() : null;
        Contents.Add((request.Headers.TryGetValues("DPoP", out var proofs) ? string.Join('|', proofs) : null, text));
        Requests.Add(($"{request.Method} {request.RequestUri!.OriginalString}", request.Headers.Authorization!.ToString(), body));
        return await Answer(Requests.Count - 1).WaitAsync(cancellationToken);
    }
}

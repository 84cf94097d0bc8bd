using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;

namespace SessionCluster.Unit.Tests.Cli.Hosting;

/// <summary>The program in this process, with a service that is a script, a clock that leaps, and streams that are kept.</summary>
internal sealed class CliUnderTest : HttpMessageHandler
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    /// <summary>Answers a request: method and path, and the body as JSON.</summary>
    public Func<string, JsonObject?, HttpResponseMessage> Answer { get; set; } = (request, _) => throw new InvalidOperationException($"Nobody expected {request}.");

    /// <summary>What was asked.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Where each request says that it was; empty when it does not.</summary>
    public List<string> LastEventIds { get; } = [];

    /// <summary>The <c>DPoP</c> header of each request; empty without one.</summary>
    public List<string> Proofs { get; } = [];

    /// <summary>The credentials of the last request.</summary>
    public string? Authorization { get; private set; }

    public Dictionary<string, string> Variables { get; } = new() { ["SESSIONCTL_URL"] = "http://127.0.0.1:1", ["SESSIONCTL_CLIENT_ID"] = "dev", ["SESSIONCTL_CLIENT_SECRET"] = "secret" };

    public LeapingClock Clock { get; } = new();

    public bool OutputIsTerminal { get; init; }

    public string? Home { get; init; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    /// <summary>Runs a command line.</summary>
    public Task<int> RunAsync(string input, params string[] args)
    {
        var host = new CliHost(
            new(new StringReader(input), false, _output, OutputIsTerminal, _errors, false),
            new(Variables.GetValueOrDefault, Home, []),
            Clock,
            () => this);
        return SessionctlProgram.RunAsync(args, host, TestContext.Current.CancellationToken);
    }

    /// <summary>200 with a body.</summary>
    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Problem details.</summary>
    public static HttpResponseMessage Problem(HttpStatusCode status, string code) =>
        new(status) { Content = new StringContent($$"""{"type":"about:blank","title":"T","status":{{(int)status}},"detail":"Do something.","code":"{{code}}"}""", Encoding.UTF8, "application/problem+json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Authorization = request.Headers.Authorization?.ToString();
        var asked = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Requests.Add(asked);
        LastEventIds.Add(request.Headers.TryGetValues("Last-Event-ID", out var ids) ? Assert.Single(ids) : "");
        Proofs.Add(request.Headers.TryGetValues("DPoP", out var proofs) ? Assert.Single(proofs) : "");
        return Answer(asked, request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!.AsObject());
    }
}

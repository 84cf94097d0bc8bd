using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Unit.Tests.Http.Problems;

public sealed class FallbackMiddlewareTests : IDisposable
{
    private readonly DefaultHttpContext _context = new();
    private readonly MemoryStream _body = new();
    private readonly FaultLog _log = new();

    public FallbackMiddlewareTests()
    {
        _context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/sessions";
        _context.Response.Body = _body;
    }

    public void Dispose() => _body.Dispose();

    [Fact, Rule("N16")]
    public async Task Nobody_stores_an_answer()
    {
        await RunAsync(_ => Task.CompletedTask);

        Assert.Equal("no-store", _context.Response.Headers.CacheControl);
    }

    [Fact, Rule("N18")]
    public async Task A_fault_is_logged_and_not_told()
    {
        _context.Response.Headers["X-Half"] = "done";

        await RunAsync(_ => throw new InvalidOperationException("what went wrong"));

        Assert.Equal("internal_error", await CodeAsync());
        Assert.Equal("no-store", _context.Response.Headers.CacheControl);
        Assert.False(_context.Response.Headers.ContainsKey("X-Half"));
        Assert.Equal("what went wrong", Assert.Single(_log.Faults).Message);
        Assert.DoesNotContain("what went wrong", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_an_answer_ends_the_connection()
    {
        var lifetime = new Lifetime();
        _context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        _context.Features.Set<IHttpResponseFeature>(new Started());

        await RunAsync(_ => throw new InvalidOperationException());

        Assert.True(lifetime.IsAborted);
    }

    [Fact]
    public async Task A_client_that_hung_up_is_no_fault()
    {
        _context.RequestAborted = new CancellationToken(canceled: true);

        await RunAsync(_ => throw new OperationCanceledException());

        Assert.Equal(499, _context.Response.StatusCode);
        Assert.Empty(_log.Faults);
        Assert.Empty(Text());
    }

    [Theory]
    [InlineData(413, 413, "too_large")]
    [InlineData(400, 400, "malformed")]
    [InlineData(408, 400, "malformed")]
    public async Task A_body_that_the_server_gave_up_is_the_clients_problem(int given, int status, string code)
    {
        await RunAsync(_ => throw new BadHttpRequestException("what the server says", given));

        Assert.Equal(status, _context.Response.StatusCode);
        Assert.Equal(code, await CodeAsync());
        Assert.Empty(_log.Faults);
    }

    [Fact]
    public async Task A_bare_status_gets_a_sentence()
    {
        await RunAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        Assert.Equal("not_found", await CodeAsync());
    }

    [Fact]
    public async Task An_answer_with_a_body_of_its_own_keeps_it()
    {
        await RunAsync(context =>
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("mine");
        });

        Assert.Equal("mine", Text());
    }

    [Fact]
    public async Task A_path_with_a_dot_segment_reaches_nobody()
    {
        _context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/subjects/%2e%2E/revoke";

        await RunAsync(_ => throw new InvalidOperationException("It was reached."));

        Assert.Equal("malformed", await CodeAsync());
    }

    private Task RunAsync(RequestDelegate next) => new FallbackMiddleware(next, _log).InvokeAsync(_context);

    private async Task<string> CodeAsync()
    {
        await _context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(Text())!["code"]!.GetValue<string>();
    }

    private string Text() => Encoding.UTF8.GetString(_body.ToArray());

    private sealed class FaultLog : ILogger<FallbackMiddleware>
    {
        public List<Exception> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Faults.Add(exception!);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    private sealed class Started : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}

using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.Client;
using SessionCluster.Client.Testing;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Storage;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>An API as a service builds it, on a free port of loopback, with the fake client and a clock in the test's hand.</summary>
internal sealed class ProtectedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ProtectedApi(WebApplication app, HttpClient http) => (_app, _http) = (app, http);

    public static DateTimeOffset Start { get; } = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; private init; } = null!;

    public FakeSessionClient Sessions { get; private init; } = null!;

    public Uri Address => _http.BaseAddress!;

    public RecordingLoggerProvider Log { get; private init; } = null!;

    public static async Task<ProtectedApi> StartAsync(Action<IServiceCollection>? replace = null, Action<SessionClusterOptions>? configure = null, Action<WebApplication>? pipeline = null)
    {
        var clock = new FakeTimeProvider(Start);
        var sessions = new FakeSessionClient(clock);
        var log = new RecordingLoggerProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ISessionClient>(sessions);
        replace?.Invoke(builder.Services);
        builder.Services.AddAuthentication().AddSessionCluster(options =>
        {
            options.Audience = "orders";
            configure?.Invoke(options);
        });

        var app = builder.Build();
        pipeline?.Invoke(app);
        app.MapGet("/open", () => "open");
        app.MapGet("/me", (ClaimsPrincipal user) => Results.Text(string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}")))).RequireAuthorization();
        app.MapGet("/name", (ClaimsPrincipal user) => $"{user.Identity!.Name} {user.Identity.AuthenticationType} {user.GetSession()!.Class}").RequireAuthorization();
        app.MapGet("/read", () => "read").RequireScope("orders.read");
        app.MapGet("/both", () => "both").RequireScope("orders.read", "orders.write");
        app.MapGet("/strong", () => "strong").RequireAssurance(AssuranceLevel.Aal3);
        app.MapGet("/fresh", () => "fresh").RequireAssurance(AssuranceLevel.Aal2, TimeSpan.FromMinutes(5));
        app.MapGet("/new", () => "new").RequireAssurance(AssuranceLevel.None, TimeSpan.FromMinutes(5));
        app.MapGet("/scope-and-strong", () => "all").RequireAssurance(AssuranceLevel.Aal3).RequireScope("orders.read");
        app.MapGet("/kept", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=3600";
            return "kept";
        }).RequireAuthorization();
        app.MapGet("/human", () => "human").RequireHuman();
        app.MapGet("/never", () => "never").RequireAuthorization(policy => policy.RequireAssertion(_ => false));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(address) }) { Clock = clock, Sessions = sessions, Log = log };
    }

    /// <summary>Asks with these <c>Authorization</c> headers, as they stand.</summary>
    public Task<ApiAnswer> GetAsync(string path, params string[] authorizations) => SendAsync("GET", path, [.. authorizations.Select(authorization => ("Authorization", authorization))]);

    /// <summary>Asks with these headers, as they stand.</summary>
    public async Task<ApiAnswer> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new(
            (int)response.StatusCode,
            Values("WWW-Authenticate"),
            response.Headers.RetryAfter?.ToString(),
            await response.Content.ReadAsStringAsync(),
            Values(SessionClusterDefaults.NonceHeader),
            response.Headers.CacheControl?.ToString(),
            string.Join(",", Values("Access-Control-Expose-Headers")));

        string[] Values(string name) => response.Headers.TryGetValues(name, out var values) ? [.. values] : [];
    }

    public Task<ApiAnswer> GetAsync(string path, SessionToken token) => GetAsync(path, $"Bearer {token.Reveal()}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed record ApiAnswer(int Status, string[] Challenges, string? RetryAfter, string Text, string[] Nonces, string? CacheControl, string Exposed);

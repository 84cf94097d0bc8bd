using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Client.Possession;

namespace SessionCluster.EndToEnd.Tests.Api;

/// <summary>An API as a service builds it, in this process, that asks a silo over HTTP: one endpoint for everybody, one for human beings.</summary>
internal sealed class HumanOnlyApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private HumanOnlyApi(WebApplication app, HttpClient http) => (_app, _http) = (app, http);

    /// <summary>Starts it on a free port.</summary>
    public static async Task<HumanOnlyApi> StartAsync(Uri service, (string Id, string Secret) client, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSessionClusterHttpClient(options => (options.BaseAddress, options.ClientId, options.ClientSecret) = (service, client.Id, client.Secret));
        builder.Services.AddAuthentication().AddSessionCluster(options => options.Audience = "orders");
        var app = builder.Build();
        app.MapGet("/anybody", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/human", (ClaimsPrincipal user) => user.Identity!.Name).RequireHuman();
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, new() { BaseAddress = new(address) });
    }

    /// <summary>Presents a bound token with a proof for that very request.</summary>
    public async Task<(int Status, string Text, string Challenge)> GetAsync(string path, string token, ProofKey key, CancellationToken cancellationToken)
    {
        var uri = new Uri(_http.BaseAddress!, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {token}");
        request.Headers.TryAddWithoutValidation("DPoP", key.CreateProof("GET", uri.AbsoluteUri, token));
        using var response = await _http.SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.WwwAuthenticate.ToString());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

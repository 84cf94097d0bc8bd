using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;

namespace SessionCluster.EndToEnd.Tests.Clients;

/// <summary>A resource server as OpenIddict's documentation builds it, that knows nothing of this service but where it introspects.</summary>
internal sealed class StockResourceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private StockResourceServer(WebApplication app, HttpClient http) => (_app, _http) = (app, http);

    /// <summary>Starts it on a free port.</summary>
    public static async Task<StockResourceServer> StartAsync(Uri service, (string Id, string Secret) client, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddOpenIddict().AddValidation(options =>
        {
            // Its discovery insists on a jwks_uri (ID2099), which a service without signed tokens does not have: the endpoint is configured instead.
            options.SetIssuer(service);
            options.SetConfiguration(new OpenIddictConfiguration
            {
                Issuer = service,
                IntrospectionEndpoint = new(service, "/oauth2/introspect"),
                IntrospectionEndpointAuthMethodsSupported = { OpenIddictConstants.ClientAuthenticationMethods.ClientSecretBasic },
            });
            options.AddAudiences("orders");
            options.UseIntrospection().SetClientId(client.Id).SetClientSecret(client.Secret);
            options.UseSystemNetHttp();
            options.UseAspNetCore();
        });
        builder.Services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.MapGet("/me", (ClaimsPrincipal user) => Results.Text($"{user.FindFirstValue("sub")} {user.FindFirstValue("scope")}")).RequireAuthorization();
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, new() { BaseAddress = new(address) });
    }

    /// <summary>Presents a token.</summary>
    public async Task<(int Status, string Text)> GetAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

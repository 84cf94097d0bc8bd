using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Api;

/// <summary>The protected API as a process of its own, beside a silo's, and a client that holds tokens.</summary>
public sealed class ProtectedApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact, Rule("G1"), Rule("G6")]
    public async Task The_sample_lets_in_whom_the_service_lets_in_and_is_in_doubt_when_it_is_gone()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var services = Services(home, silo);
        var sessions = services.GetRequiredService<ISessionClient>();
        var api = await ApiProcess.StartAsync(home, silo);
        using var http = new HttpClient { BaseAddress = api.Address };
        var session = await EstablishAsync(sessions, "orders.read");

        Assert.Equal((200, "Hello alice", ""), await GetAsync(http, "/", session));
        Assert.Equal((200, "no orders yet", ""), await GetAsync(http, "/orders", session));
        Assert.Equal((403, "", "Bearer error=\"insufficient_scope\", scope=\"orders.write\""), await GetAsync(http, "/orders", session, HttpMethod.Delete));
        Assert.Equal((401, "", "DPoP algs=\"ES256 PS256 RS256\"; Bearer realm=\"orders\""), await GetAsync(http, "/", null));

        Assert.IsType<RevokeResult.Revoked>(await sessions.RevokeAsync(new RevokeDescriptor.ById(session.Id, Gateway.Samples.Order)));
        Assert.Equal((401, "", "Bearer error=\"invalid_token\""), await GetAsync(http, "/", session));

        var other = await EstablishAsync(sessions, "orders.write");
        Assert.Equal((200, "gone", ""), await GetAsync(http, "/orders", other, HttpMethod.Delete));
        await silo.KillAsync();
        Assert.Equal((503, "", ""), await GetAsync(http, "/", other));
        Assert.DoesNotContain(other.Token.Reveal(), api.Output, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(SiloHome home, SiloProcess silo)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSessionClusterHttpClient(options => (options.BaseAddress, options.ClientId, options.ClientSecret) = (silo.Address, home.DevelopmentClient.Id, home.DevelopmentClient.Secret));
        return services.BuildServiceProvider();
    }

    private static async Task<EstablishResult.Established> EstablishAsync(ISessionClient sessions, string scope)
    {
        Assert.True(ScopeSet.TryParse(scope, out var set));
        return Assert.IsType<EstablishResult.Established>(await sessions.EstablishAsync(
            new()
            {
                Subject = Gateway.Samples.Subject("alice"),
                Class = SessionClassName.Create("interactive"),
                Audiences = [Audience.Create("orders")],
                Authentication = new(["pwd", "otp"], DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())),
                EstablishedBy = ClientId.Create("dev"),
                Scope = set,
            },
            Cancellation));
    }

    private static async Task<(int Status, string Text, string Challenge)> GetAsync(HttpClient http, string path, EstablishResult.Established? session, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = session is null ? null : new AuthenticationHeaderValue("Bearer", session.Token.Reveal());
        using var response = await http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), string.Join("; ", response.Headers.WwwAuthenticate));
    }
}

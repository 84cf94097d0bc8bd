using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Clients;

/// <summary>A stock resource server of OpenIddict introspects against a silo.</summary>
public sealed class OpenIddictTests
{
    private const string LoginUri = "https://login.example.com/session";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Rule("T1"), Rule("T2"), Rule("G6")]
    public async Task It_lets_in_whom_the_service_calls_active_and_nobody_else()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var server = await StockResourceServer.StartAsync(silo.Address, home.DevelopmentClient, Cancellation);
        await using var services = Services(home, silo);
        var sessions = services.GetRequiredService<ISessionClient>();
        var session = await EstablishAsync(sessions, "orders");
        var elsewhere = await EstablishAsync(sessions, "billing");
        var another = await EstablishAsync(sessions, "orders");

        Assert.Equal((200, "alice orders.read"), await AskAsync(session));
        Assert.Equal((200, "alice orders.read"), await AskAsync(session));
        Assert.Equal((401, ""), await AskAsync(elsewhere));
        Assert.Equal((401, ""), await server.GetAsync("nonsense", Cancellation));

        Assert.IsType<RevokeResult.Revoked>(await sessions.RevokeAsync(new RevokeDescriptor.ById(session.Id, Samples.Order), Cancellation));
        Assert.Equal((401, ""), await AskAsync(session));

        Assert.Equal((200, "alice orders.read"), await AskAsync(another));
        await silo.KillAsync();
        Assert.NotEqual(200, (await AskAsync(another)).Status);

        Task<(int Status, string Text)> AskAsync(EstablishResult.Established one) => server.GetAsync(one.Token.Reveal(), Cancellation);
    }

    [Fact]
    [Rule("D13")]
    public async Task It_sees_the_binding_of_a_session_and_lets_nobody_in_without_the_key()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var server = await StockResourceServer.StartAsync(silo.Address, home.DevelopmentClient, Cancellation);
        await using var services = Services(home, silo);
        var sessions = services.GetRequiredService<ISessionClient>();
        using var key = ProofKey.CreateEcdsa();
        var proven = await EstablishAsync(sessions, "orders", proof: new(key.CreateProof("POST", LoginUri), "POST", LoginUri));
        var certified = await EstablishAsync(sessions, "orders", new(ConfirmationMethod.Certificate, KeyThumbprint.Of([1])));

        // It asks for the certificate of a session that is bound to one. The other binding is none that it knows, and an exception of its own.
        Assert.Equal((401, ""), await server.GetAsync(certified.Token.Reveal(), Cancellation));
        Assert.Equal((500, ""), await server.GetAsync(proven.Token.Reveal(), Cancellation));
    }

    private static ServiceProvider Services(SiloHome home, SiloProcess silo)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSessionClusterHttpClient(options => (options.BaseAddress, options.ClientId, options.ClientSecret) = (silo.Address, home.DevelopmentClient.Id, home.DevelopmentClient.Secret));
        return services.BuildServiceProvider();
    }

    private static async Task<EstablishResult.Established> EstablishAsync(ISessionClient sessions, string audience, Confirmation? confirmation = null, DpopHeader? proof = null)
    {
        Assert.True(ScopeSet.TryParse("orders.read", out var scope));
        return Assert.IsType<EstablishResult.Established>(await sessions.EstablishAsync(
            new()
            {
                Subject = Samples.Subject("alice"),
                Class = SessionClassName.Create("interactive"),
                Audiences = [Audience.Create(audience)],
                Authentication = new(["pwd", "otp"], DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())),
                EstablishedBy = ClientId.Create("dev"),
                Scope = scope,
                Confirmation = confirmation,
                ConfirmationProof = proof,
            },
            Cancellation));
    }
}

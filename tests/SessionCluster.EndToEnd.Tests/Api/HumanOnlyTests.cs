using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Api;

/// <summary>An endpoint for human beings, before a silo that knows which class stands for one.</summary>
public sealed class HumanOnlyTests
{
    private const string LoginUri = "https://login.example.com/session";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Rule("H5")]
    public async Task A_services_session_is_let_in_where_anybody_is_and_not_where_a_human_being_is_asked_for()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var api = await HumanOnlyApi.StartAsync(silo.Address, home.DevelopmentClient, Cancellation);
        await using var services = Services(home, silo);
        var sessions = services.GetRequiredService<ISessionClient>();
        using var key = ProofKey.CreateEcdsa();
        using var serviceKey = ProofKey.CreateEcdsa();
        var human = await EstablishAsync(sessions, key, "alice", "interactive", "pwd", "otp");
        var service = await EstablishAsync(sessions, serviceKey, "nightly-report", "workload", "swk");

        Assert.Equal((200, "alice", ""), await api.GetAsync("/human", human, key, Cancellation));
        Assert.Equal((200, "nightly-report", ""), await api.GetAsync("/anybody", service, serviceKey, Cancellation));
        var refused = await api.GetAsync("/human", service, serviceKey, Cancellation);

        Assert.Equal((401, ""), (refused.Status, refused.Text));
        Assert.Contains("error=\"insufficient_user_authentication\"", refused.Challenge, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(SiloHome home, SiloProcess silo)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSessionClusterHttpClient(options => (options.BaseAddress, options.ClientId, options.ClientSecret) = (silo.Address, home.DevelopmentClient.Id, home.DevelopmentClient.Secret));
        return services.BuildServiceProvider();
    }

    private static async Task<string> EstablishAsync(ISessionClient sessions, ProofKey key, string subject, string sessionClass, params string[] methods)
    {
        var result = await sessions.EstablishAsync(
            new()
            {
                Subject = Samples.Subject(subject),
                Class = SessionClassName.Create(sessionClass),
                Audiences = [Audience.Create("orders")],
                Authentication = new([.. methods], DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())),
                EstablishedBy = ClientId.Create("dev"),
                ConfirmationProof = new(key.CreateProof("POST", LoginUri), "POST", LoginUri),
            },
            Cancellation);
        return Assert.IsType<EstablishResult.Established>(result).Token.Reveal();
    }
}

using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;

namespace SessionCluster.Cluster.Tests.Clients;

/// <summary>A session's level is what its authentication methods amount to, never what somebody says (N3), and there is none without an authentication (N2).</summary>
public sealed class AssuranceTests(AssuranceTests.Shipped shipped) : IClassFixture<AssuranceTests.Shipped>
{
    private readonly SessionTestCluster _cluster = shipped.Cluster;

    [Theory]
    [Rule("N3"), Rule("A11")]
    [InlineData("interactive", "pwd", null)]
    [InlineData("interactive", "pwd pin kba", null)]
    [InlineData("interactive", "hwk", null)]
    [InlineData("interactive", "user aal3 MFA", null)]
    [InlineData("interactive", "pwd otp", AssuranceLevel.Aal2)]
    [InlineData("interactive", "mfa", AssuranceLevel.Aal2)]
    [InlineData("privileged", "pwd", null)]
    [InlineData("privileged", "pwd otp", null)]
    [InlineData("privileged", "mfa", null)]
    [InlineData("privileged", "swk pin", null)]
    [InlineData("privileged", "hwk", null)]
    [InlineData("privileged", "hwk sc", null)]
    [InlineData("privileged", "hwk pin", AssuranceLevel.Aal3)]
    [InlineData("privileged", "sc fpt", AssuranceLevel.Aal3)]
    [InlineData("workload", "pwd", null)]
    [InlineData("workload", "pwd otp", null)]
    [InlineData("workload", "swk", AssuranceLevel.Aal1)]
    [InlineData("workload", "hwk pin", AssuranceLevel.Aal3)]
    [InlineData("agent", "pwd", null)]
    [InlineData("agent", "pwd otp", AssuranceLevel.Aal2)]
    public async Task The_methods_decide_whether_a_class_is_reached_and_what_the_session_says(string sessionClass, string methods, AssuranceLevel? level)
    {
        var result = await EstablishAsync(_cluster, sessionClass, methods);

        if (level is null)
        {
            Assert.Equal(EstablishRefusal.Assurance, Assert.IsType<EstablishResult.Refused>(result).Refusal);
            return;
        }

        var session = Assert.IsType<EstablishResult.Established>(result);
        var facts = (await _cluster.ValidateAsync(session)).Facts!;
        Assert.Equal((level, level), (session.Assurance, facts.Assurance));
        Assert.Equal(methods.Split(' '), facts.Methods);
    }

    [Fact]
    [Rule("N3")]
    public async Task With_a_table_that_takes_a_password_for_a_hardware_key_it_opens_every_class()
    {
        await using var cluster = await StartAsync(services => services.AddSingleton(new AssuranceTable(
            [KeyValuePair.Create("pwd", AuthenticationFactor.Knowledge | AuthenticationFactor.Possession)], ["pwd"], ["pwd"])));

        foreach (var sessionClass in DefaultSessionClasses.All)
        {
            var session = Assert.IsType<EstablishResult.Established>(await EstablishAsync(cluster, sessionClass.Name.Value, "pwd"));
            Assert.Equal(AssuranceLevel.Aal3, session.Assurance);
        }
    }

    [Theory]
    [Rule("N2")]
    [InlineData(0)]
    [InlineData(AuthenticationEvent.MaxMethods + 1)]
    public async Task Without_a_valid_event_there_is_no_session(int methods)
    {
        var subject = SessionSamples.NewSubject();
        var descriptor = _cluster.Establish(subject, "interactive");
        var result = await _cluster.Client.EstablishAsync(descriptor with { Authentication = descriptor.Authentication with { Methods = [.. Enumerable.Repeat("pwd", methods)] } });

        Assert.Equal(EstablishRefusal.Malformed, Assert.IsType<EstablishResult.Refused>(result).Refusal);
        Assert.Null(_cluster.Storage.Subject(subject));
        Assert.Empty(Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(subject)).Sessions);
    }

    [Fact]
    [Rule("N2")]
    public async Task A_descriptor_with_holes_is_refused_and_not_thrown_at_the_caller()
    {
        var whole = _cluster.Establish(sessionClass: "interactive");
        EstablishDescriptor[] holes =
        [
            whole with { Class = default },
            whole with { Audiences = default },
            whole with { Audiences = [] },
            whole with { Audiences = [default] },
            whole with { Authentication = null! },
            whole with { Authentication = new(default, _cluster.Clock.GetUtcNow()) },
            whole with { Scope = null! },
            whole with { Attributes = null! },
            whole with { MaxUses = 0 },
            whole with { MaxUses = EstablishCall.MaxUsesCeiling + 1 },
        ];

        foreach (var descriptor in holes)
        {
            var result = await _cluster.Client.EstablishAsync(descriptor);
            Assert.Equal(EstablishRefusal.Malformed, (result as EstablishResult.Refused)?.Refusal);
        }
    }

    [Fact]
    [Rule("N2")]
    public async Task A_stale_event_establishes_only_where_nobody_asks_for_its_age()
    {
        static EstablishDescriptor Stale(SessionTestCluster cluster)
        {
            var descriptor = cluster.Establish(sessionClass: "interactive");
            return descriptor with { Authentication = descriptor.Authentication with { AuthenticatedAt = cluster.Clock.GetUtcNow().AddDays(-1) } };
        }

        Assert.Equal(EstablishRefusal.Reauthenticate, Assert.IsType<EstablishResult.Refused>(await _cluster.Client.EstablishAsync(Stale(_cluster))).Refusal);

        await using var cluster = await StartAsync(services => services.Configure<AdmissionOptions>(options => options.MaxAuthenticationAge = TimeSpan.FromDays(36500)));
        Assert.IsType<EstablishResult.Established>(await cluster.Client.EstablishAsync(Stale(cluster)));
    }

    private static async Task<SessionTestCluster> StartAsync(Action<IServiceCollection>? replace = null) => await SessionTestCluster.StartAsync(options =>
    {
        options.ReplaceServices = replace;
        options.Classes.Clear();
        options.Classes.AddRange(DefaultSessionClasses.All.Select(shipped => shipped with { BearerAllowed = true, DelegationOnly = false }));
    });

    private static Task<EstablishResult> EstablishAsync(SessionTestCluster cluster, string sessionClass, string methods) => cluster.Client.EstablishAsync(
        cluster.Establish(sessionClass: sessionClass) with { Authentication = new([.. methods.Split(' ')], cluster.Clock.GetUtcNow()) });

    /// <summary>The classes as they ship, but for the binding to a key.</summary>
    public sealed class Shipped : IAsyncLifetime
    {
        internal SessionTestCluster Cluster { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Cluster = await StartAsync();

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Admission;

namespace SessionCluster.Cluster.Tests.Gateway;

/// <summary>A client of the gateway: it uses the edge like everybody else, each has a miss budget of its own, and the member that is reserved for tickets grants it nothing.</summary>
public sealed class GatewayClientTests : IAsyncLifetime
{
    private static readonly CallerTicket Ticket = new([.. Encoding.ASCII.GetBytes("ticket of an administrator, says the client")]);

    // It stands still, so that no credit comes back in the middle.
    private readonly MissBudget _misses = new(new FakeTimeProvider());
    private readonly CallJournal _arrived = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<IIncomingGrainCallFilter>(_arrived).AddSingleton(_misses));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("N2"), Rule("N11")]
    public async Task Through_the_gateway_a_session_is_established_validated_listed_and_revoked()
    {
        var session = await _cluster.EstablishedAsync();
        var verdict = await _cluster.ValidateAsync(session);
        Assert.Equal((VerdictOutcome.Accepted, session.Id), (verdict.Outcome, verdict.Facts!.Id));
        Assert.Equal(session.Id, Assert.Single(Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(verdict.Facts.Subject)).Sessions).Facts.Id);

        var receipt = Assert.IsType<RevokeResult.Revoked>(await _cluster.Client.RevokeAsync(new RevokeDescriptor.ByToken(session.Token.Reveal(), SessionSamples.Admin))).Receipt;
        Assert.Equal(1, receipt.SessionsEnded);
        Assert.Equal(SessionRefusal.Revoked, (await _cluster.ValidateAsync(session)).Refusal);
        Assert.Equal(0, Assert.IsType<RevokeResult.Revoked>(await _cluster.Client.RevokeSubjectAsync(new(SessionSamples.NewSubject(), SessionSamples.Admin))).Receipt.SessionsEnded);
    }

    [Fact]
    [Rule("A9")]
    public async Task What_one_client_has_spent_another_still_has()
    {
        _arrived.Clear();
        await GuessAsync();
        var first = _arrived.Calls.Single().Caller.Key.ToString()!;
        for (var miss = 1; miss < MissBudget.PerSecond; miss++)
        {
            await GuessAsync();
        }

        Assert.Equal("unavailable: MissBudget", await GuessAsync());
        await _cluster.Cluster.InitializeClientAsync(TestContext.Current.CancellationToken);
        _arrived.Clear();

        Assert.Equal("refused: Unknown", await GuessAsync());
        Assert.NotEqual(first, _arrived.Calls.Single().Caller.Key.ToString());
        Assert.False(_misses.HasCredit(first));
    }

    [Theory]
    [Rule("A9"), Rule("T2")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guesses_by_introspection_and_by_logout_spend_the_same_budget(bool introspects)
    {
        for (var miss = 0; miss < MissBudget.PerSecond; miss++)
        {
            Assert.Equal("refused: Unknown", await AskAsync());
        }

        Assert.Equal("unavailable: MissBudget", await AskAsync());
        Assert.Equal("unavailable: MissBudget", await GuessAsync());

        async Task<string> AskAsync()
        {
            var grain = _cluster.SessionGrain(NewGuess());
            return (introspects
                ? await grain.Introspect(new IntrospectCall { SecretDigest = GrainCalls.Secret, Audiences = [] })
                : Assert.IsType<EndOutcome.Denied>(await grain.End(new EndCall { SecretDigest = GrainCalls.Secret, Scheme = TokenScheme.Bearer })).Verdict).ToString();
        }
    }

    [Fact]
    [Rule("N2"), Rule("N13"), Rule("N17")]
    public async Task A_ticket_that_a_client_makes_up_is_neither_believed_nor_kept()
    {
        var subject = SessionSamples.NewSubject();
        var call = _cluster.Call(subject) with { Ticket = Ticket };
        var id = Assert.IsType<Abstractions.Establishment.EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call)).Id;
        var grain = _cluster.SessionGrain(id);

        var verdict = await grain.Validate(new ValidateCall { SecretDigest = SecretDigest.Of([2]), Audience = SessionSamples.Orders, Ticket = Ticket });
        Assert.Equal(SessionRefusal.WrongSecret, verdict.Refusal);
        var other = Audience.Create("billing");
        Assert.Equal(SessionRefusal.Audience, (await grain.Validate(new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = other, Ticket = Ticket })).Refusal);
        var foreign = new RevokeCall { Order = SessionSamples.Admin, OnlyIfEstablishedBy = ClientId.Create("another"), Ticket = Ticket };
        Assert.IsType<RevokeOutcome.UnknownSession>(await grain.Revoke(foreign));
        var guessed = new RevokeCall { Order = SessionSamples.Admin, SecretDigest = SecretDigest.Of([2]), Ticket = Ticket };
        Assert.IsType<RevokeOutcome.UnknownSession>(await grain.Revoke(guessed));

        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.All(_cluster.Storage.Keys, row => Assert.False(Contains(row), row));
    }

    private bool Contains(string row)
    {
        var parts = row.Split('/', 2);
        return _cluster.Storage.Bytes(parts[0], parts[1]).AsSpan().IndexOf(Ticket.Sealed.AsSpan()) >= 0;
    }

    private Task<string> GuessAsync() => _cluster.PresentAsync(NewGuess());

    private SessionId NewGuess() => SessionId.Create(7, _cluster.Clock.GetUtcNow().AddHours(1), Guid.NewGuid().ToByteArray().AsSpan(0, SessionId.RandomSize));
}

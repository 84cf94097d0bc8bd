using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>H6: nothing that goes on with a session widens what was granted when it was established, whoever asks and however well the subject has authenticated.</summary>
[Rule("H6")]
public sealed class NarrowingTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private const string Rotate = "rotate";

    private const string StepUp = "step up";

    private const string Reauthenticate = "reauthenticate";

    private static readonly Audience Billing = Audience.Create("billing");

    private static readonly ScopeSet Granted = Scope("orders.read orders.list");

    private static readonly ScopeSet Wide = Scope("orders.read orders.write");

    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Theory]
    [InlineData(false, Rotate)]
    [InlineData(false, StepUp)]
    [InlineData(false, Reauthenticate)]
    [InlineData(false, Rotate, StepUp, Reauthenticate, Rotate)]
    [InlineData(true, Rotate)]
    [InlineData(true, StepUp)]
    [InlineData(true, Reauthenticate)]
    [InlineData(true, Reauthenticate, Rotate, StepUp, Rotate)]
    public async Task What_goes_on_with_a_session_widens_neither_scope_nor_audiences_nor_class(bool isBound, params string[] calls)
    {
        var subject = SessionSamples.NewSubject();
        var asked = isBound ? _cluster.BoundCall(subject: subject) : _cluster.Call(subject);
        var (id, secret) = (Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(asked with { Scope = Granted, ClientId = ClientId.Create("shop") })).Id, asked.SecretDigest);
        var before = _cluster.Storage.Session(id)!;

        foreach (var call in calls)
        {
            (var facts, secret) = await GoOnAsync(_cluster, call, subject, id, secret, isBound);
            id = facts.Id;
            AssertSame(before.Facts!, facts);
            Assert.Equal("accepted", await SayAsync(_cluster, id, secret, isBound, SessionSamples.Orders, Granted));
            AssertSame(before.Facts!, _cluster.Storage.Session(id)!.Facts!);
        }

        Assert.Equal("accepted", await SayAsync(_cluster, id, secret, isBound, SessionSamples.Orders, Scope("orders.read")));
        Assert.Equal("refused: Scope", await SayAsync(_cluster, id, secret, isBound, SessionSamples.Orders, Wide));
        Assert.Equal("refused: Audience", await SayAsync(_cluster, id, secret, isBound, Billing, Scope("orders.read")));
    }

    [Fact]
    public void No_message_of_theirs_can_say_a_scope_an_audience_or_a_class()
    {
        Type[] granted = [typeof(ScopeSet), typeof(Audience), typeof(System.Collections.Immutable.ImmutableArray<Audience>), typeof(SessionClassName)];

        Assert.All([typeof(RotateCall), typeof(RenewalCall), typeof(HeldSession)], message => Assert.Empty(message.GetProperties().Select(member => member.PropertyType).Intersect(granted)));
        Assert.Equal(4, typeof(EstablishCall).GetProperties().Select(member => member.PropertyType).Append(typeof(Audience)).Intersect(granted).Count());
    }

    [Fact]
    public async Task Where_what_is_stored_is_more_than_was_granted_each_of_them_is_seen_to_widen()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.WrapStorage = inner => new Widening(inner));
        foreach (var call in (string[])[Rotate, StepUp, Reauthenticate])
        {
            var subject = SessionSamples.NewSubject();
            var id = Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(cluster.Call(subject) with { Scope = Granted })).Id;
            var before = cluster.Storage.Session(id)!.Facts!;
            Assert.Equal("refused: Scope", await SayAsync(cluster, id, GrainCalls.Secret, false, SessionSamples.Orders, Wide));

            var (facts, secret) = await GoOnAsync(cluster, call, subject, id, GrainCalls.Secret, false);
            await cluster.DeactivateAsync(facts.Id);

            Assert.Equal("accepted", await SayAsync(cluster, facts.Id, secret, false, SessionSamples.Orders, Wide));
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSame(before, cluster.Storage.Session(facts.Id)!.Facts!));
        }
    }

    private static ScopeSet Scope(string text) => ScopeSet.TryParse(text, out var scope) ? scope : throw new ArgumentException(text);

    private static void AssertSame(SessionFacts before, SessionFacts after)
    {
        Assert.Equal(before.Scope.Tokens, after.Scope.Tokens);
        Assert.Equal(before.Audiences, after.Audiences);
        Assert.Equal((before.Class, before.ClientId, before.Subject, before.Confirmation), (after.Class, after.ClientId, after.Subject, after.Confirmation));
    }

    /// <summary>Each with all that it may say: another client that asks, and the strongest authentication there is.</summary>
    private static async Task<(SessionFacts Facts, SecretDigest Secret)> GoOnAsync(SessionTestCluster cluster, string call, SubjectId subject, SessionId id, SecretDigest secret, bool isBound)
    {
        if (call == Rotate)
        {
            var outcome = isBound ? await cluster.RotateAsync(id, secret, Rotations.ProveOwn(cluster)) : await cluster.RotateAsync(id, secret, Rotations.NewName());
            return (Assert.IsType<RotateOutcome.Rotated>(outcome).Facts, Rotations.Secret(outcome));
        }

        var evidence = isBound ? Renewals.ProveOwn(cluster, call == StepUp ? ClusterPaths.StepUp : ClusterPaths.Reauthenticate) : null;
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var renewal = cluster.Renewal(subject, Renewals.Held(id, secret, evidence), "hwk pin") with { Caller = ClientId.Create("portal") };
        return (Renewals.Renewed(call == StepUp ? await cluster.StepUpAsync(renewal) : await cluster.ReauthenticateAsync(renewal)), renewal.NewSecretDigest);
    }

    private static async Task<string> SayAsync(SessionTestCluster cluster, SessionId id, SecretDigest secret, bool isBound, Audience audience, ScopeSet scope) => (await cluster.SessionGrain(id).Validate(new ValidateCall
    {
        SecretDigest = secret,
        Audience = audience,
        Scheme = isBound ? TokenScheme.DPoP : TokenScheme.Bearer,
        Possession = isBound ? cluster.Prove() : null,
        Requirements = new() { Scope = scope },
    })).ToString();

    /// <summary>A protection that is switched off: whatever goes on with a session, or is authenticated with a key, is stored with a wider scope.</summary>
    private sealed class Widening(IGrainStorage inner) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainState.State is SessionState { Facts: { } facts } state && (grainState.RecordExists || facts.Methods.Contains("hwk")))
            {
                grainState.State = (T)(object)(state with { Facts = facts with { Scope = Wide } });
            }

            return inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}

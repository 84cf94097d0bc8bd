using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>N23: an identity provider demands that the subject authenticates again, and the login service says so here (<c>docs/session-lifetimes.md</c>, federated sessions).</summary>
[Rule("N23")]
public sealed class ProviderDemandTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    public async Task Until_the_subject_has_authenticated_again_the_session_is_locked()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = _cluster.Renewal(subject, Renewals.Held(id));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await DemandAsync(id);

        Assert.Equal(EstablishRefusal.Reauthenticate, Renewals.Refused(await _cluster.StepUpAsync(before)));
        Assert.Equal(EstablishRefusal.Assurance, Renewals.Refused(await _cluster.StepUpAsync(_cluster.Renewal(subject, Renewals.Held(id), "pwd"))));
        Assert.Equal("refused: Locked", await _cluster.PresentAsync(id));
        var call = _cluster.Renewal(subject, Renewals.Held(id));
        Renewals.Renewed(await _cluster.StepUpAsync(call));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
    }

    [Fact]
    public async Task Where_the_provider_began_another_session_a_successor_takes_over()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await DemandAsync(id);

        var call = _cluster.Renewal(subject, Renewals.Held(id));
        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(call));
        Assert.Equal("accepted", await _cluster.PresentAsync(after.Id, call.NewSecretDigest));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    private async Task DemandAsync(SessionId id)
    {
        var signal = new SignalCall { Type = SignalType.Risk, Level = RiskLevel.High, Caller = SessionSamples.Login, SecretDigest = GrainCalls.Secret };
        Assert.Equal(SignalOutcome.Taken, await _cluster.SessionGrain(id).Signal(signal));
        Assert.Equal("refused: Locked", await _cluster.PresentAsync(id));
    }
}

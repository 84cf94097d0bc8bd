using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>An introspection reads: it asks for no proof, consumes none, spends no use and is no activity.</summary>
public sealed class IntrospectionTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("D14"), Rule("D13")]
    public async Task It_consumes_no_proof_and_tells_the_key()
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        for (var time = 0; time < 10; time++)
        {
            var verdict = await _cluster.IntrospectAsync(id, SessionSamples.Orders);
            Assert.Equal((true, null), (verdict.IsAccepted, verdict.Nonce));
            Assert.Equal(new Confirmation(ConfirmationMethod.Jkt, Holders.Owner.Thumbprint), verdict.Facts!.Confirmation);
        }

        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
        Assert.Equal("accepted", (await _cluster.IntrospectAsync(id)).ToString());
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
    }

    [Theory]
    [Rule("N6"), Rule("D14")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Polled_for_two_hours_a_session_becomes_idle_unless_somebody_uses_it(bool used)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var begun = _cluster.Clock.GetUtcNow();
        for (var minute = 1; minute <= 120; minute++)
        {
            _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            var verdict = await _cluster.IntrospectAsync(id);
            var lives = minute < (used ? 60 : 10);
            Assert.Equal(lives ? "accepted" : used ? "refused: Expired" : minute < 60 ? "refused: Idle" : "refused: Expired", verdict.ToString());
            if (used && lives)
            {
                Assert.Equal("accepted", await _cluster.PresentAsync(id));
            }
            else if (lives)
            {
                Assert.Equal(begun + SessionTestOptions.Bearer.IdleTimeout, verdict.IdleDeadline);
            }
        }
    }

    [Fact]
    [Rule("T2"), Rule("T3")]
    public async Task It_answers_for_the_callers_services_only_and_to_whoever_holds_the_token()
    {
        var id = await _cluster.AdmitBoundAsync();
        var billing = Audience.Create("billing");

        Assert.Equal("refused: Audience", (await _cluster.IntrospectAsync(id, billing)).ToString());
        Assert.Equal("accepted", (await _cluster.IntrospectAsync(id, billing, SessionSamples.Orders)).ToString());
        Assert.Equal("refused: WrongSecret", (await _cluster.SessionGrain(id).Introspect(new IntrospectCall { SecretDigest = SecretDigest.Of([2]), Audiences = [] })).ToString());
        await _cluster.RevokeAsync(id);
        Assert.Equal("refused: Revoked", (await _cluster.IntrospectAsync(id)).ToString());
    }

    [Fact]
    [Rule("G5"), Rule("T2")]
    public async Task It_says_nothing_of_what_it_cannot_check()
    {
        var counted = await _cluster.AdmitWithUsesAsync(16);
        var guarded = await _cluster.AdmitBoundAsync(BoundClasses.Guarded);

        Assert.Equal("refused: UsesExhausted", (await _cluster.IntrospectAsync(counted)).ToString());
        Assert.Equal("refused: PossessionRequired", (await _cluster.IntrospectAsync(guarded)).ToString());
        Assert.Equal(16, (await _cluster.InfoAsync(counted)).UsesLeft);
    }

    [Fact]
    [Rule("P-F2"), Rule("G6"), Rule("T2")]
    public async Task Without_the_fence_and_without_the_store_it_is_unavailable_and_never_inactive()
    {
        var warm = await _cluster.AdmitBoundAsync();
        var cold = await _cluster.AdmitBoundAsync();
        await _cluster.DeactivateAsync(cold);

        _cluster.Fence.Drop();
        Assert.Equal("unavailable: Fence", (await _cluster.IntrospectAsync(warm)).ToString());
        _cluster.Fence.Take();
        _cluster.Storage.Faults = _ => StorageFault.ThrowWithoutDoing;
        Assert.Equal("unavailable: Storage", (await _cluster.IntrospectAsync(cold)).ToString());
        _cluster.Storage.Faults = null;
        Assert.Equal("accepted", (await _cluster.IntrospectAsync(cold)).ToString());
    }

    [Fact]
    [Rule("A9")]
    public async Task A_session_that_is_not_there_is_unknown_and_leaves_no_activation()
    {
        var id = SessionId.Create(1, _cluster.Clock.GetUtcNow().AddHours(1), new byte[SessionId.RandomSize]);

        Assert.Equal("refused: Unknown", (await _cluster.IntrospectAsync(id)).ToString());
        Assert.IsType<Abstractions.Revocation.EndOutcome.Denied>(await _cluster.EndAsync(id, null));
    }
}

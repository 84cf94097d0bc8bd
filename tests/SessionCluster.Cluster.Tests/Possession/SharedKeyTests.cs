using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>One key is for one session: a key that a second live session of the subject is bound to is counted, and refused it is not.</summary>
public sealed class SharedKeyTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("H4")]
    public async Task A_key_that_another_live_session_of_the_subject_has_is_counted_once_for_each_session()
    {
        using var shared = new MeasuredCounter(_cluster, "sessioncluster.confirmation.shared");
        using var key = ProofKey.CreateEcdsa();
        using var other = ProofKey.CreateEcdsa();
        var subject = SessionSamples.NewSubject();

        var first = await _cluster.AdmitBoundAsync(key: key, subject: subject);
        await _cluster.AdmitBoundAsync(key: other, subject: subject);
        Assert.Equal(0, shared.Count);

        var second = await _cluster.AdmitBoundAsync(key: key, subject: subject);
        Assert.Equal(1, shared.Count);
        Assert.Equal(["accepted", "accepted"], [await _cluster.PresentAsync(first, _cluster.Prove(key: key)), await _cluster.PresentAsync(second, _cluster.Prove(key: key))]);
    }

    [Fact]
    [Rule("H4")]
    public async Task A_key_whose_session_has_ended_may_be_used_again_and_so_may_one_of_another_subject()
    {
        using var shared = new MeasuredCounter(_cluster, "sessioncluster.confirmation.shared");
        using var key = ProofKey.CreateEcdsa();
        var subject = SessionSamples.NewSubject();
        var revoked = await _cluster.AdmitBoundAsync(key: key, subject: subject);
        await _cluster.RevokeAsync(revoked);
        var idle = await _cluster.AdmitBoundAsync(key: key, subject: subject);
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
        Assert.Equal("refused: Idle", await _cluster.PresentAsync(idle, _cluster.Prove(key: key)));

        await _cluster.AdmitBoundAsync(key: key, subject: subject);
        await _cluster.AdmitBoundAsync(key: key);
        await _cluster.AdmitAsync(subject, 2);

        Assert.Equal(0, shared.Count);
    }
}

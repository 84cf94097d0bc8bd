using SessionCluster.Abstractions.Establishment;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>How many sessions a subject may have, all classes together (N12): what bounds its index.</summary>
public sealed class SubjectLimitTests(LimitedCluster limited) : IClassFixture<LimitedCluster>
{
    private const int Limit = LimitedCluster.OfSubject;

    private readonly SessionTestCluster _cluster = limited.Cluster;

    [Fact]
    [Rule("N12")]
    public async Task A_subject_has_as_many_sessions_as_allowed_and_not_one_more()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, Limit);

        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject)));
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, LimitedCluster.Rolling)));
        Assert.Equal(Limit, await _cluster.CountAcceptedAsync(ids));

        await _cluster.RevokeAsync(ids[0]);
        await _cluster.AdmitAsync(subject, LimitedCluster.Rolling);
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject)));
        Assert.Equal(Limit, _cluster.Storage.Subject(subject)!.Sessions.Length);
    }

    [Fact]
    [Rule("N12"), Rule("N20")]
    public async Task Of_twenty_establishments_at_once_no_more_are_admitted()
    {
        var subject = SessionSamples.NewSubject();
        using var live = new MostLiveSessions(_cluster.Storage, subject);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.TryAdmitAsync(subject)));

        Assert.Equal(Limit, outcomes.Count(outcome => outcome is EstablishOutcome.Established));
        Assert.Equal(Limit, live.Count);
    }

    [Fact]
    [Rule("N12")]
    public async Task A_session_that_is_ended_for_another_of_its_class_makes_room_in_the_subject_too()
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(subject, Limit - LimitedCluster.OfClass);
        var rolling = await _cluster.AdmitAsync(subject, LimitedCluster.OfClass, LimitedCluster.Rolling);

        var last = await _cluster.AdmitAsync(subject, LimitedCluster.Rolling);

        Assert.Equal("accepted", await _cluster.PresentAsync(last));
        Assert.Equal(LimitedCluster.OfClass - 1, await _cluster.CountAcceptedAsync(rolling));
        Assert.Equal(Limit, (await _cluster.ListAsync(subject)).Length);
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject)));
    }
}

using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>How many sessions of a class at once, and what happens at the limit (N12, ASVS 7.1.2): refuse, or end the longest idle.</summary>
public sealed class ClassLimitTests(LimitedCluster limited) : IClassFixture<LimitedCluster>
{
    private const int Limit = LimitedCluster.OfClass;

    private readonly SessionTestCluster _cluster = limited.Cluster;

    [Fact]
    [Rule("N12")]
    public async Task A_class_that_refuses_admits_up_to_its_limit_and_again_once_one_has_ended()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, Limit, LimitedCluster.Refusing);

        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, LimitedCluster.Refusing)));
        Assert.Equal(Limit, await _cluster.CountAcceptedAsync(ids));

        await _cluster.RevokeAsync(ids[1]);
        Assert.Equal("accepted", await _cluster.PresentAsync(await _cluster.AdmitAsync(subject, LimitedCluster.Refusing)));
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, LimitedCluster.Refusing)));
    }

    [Fact]
    [Rule("N12")]
    public async Task A_class_that_ends_the_longest_idle_ends_that_one_and_no_other()
    {
        // The first one is the oldest, and not the longest idle: it has been used since.
        var subject = SessionSamples.NewSubject();
        var ids = new SessionId[Limit];
        for (var index = 0; index < Limit; index++)
        {
            ids[index] = await _cluster.AdmitAsync(subject, LimitedCluster.Rolling);
            _cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("accepted", await _cluster.PresentAsync(ids[0]));
        Assert.Equal("accepted", await _cluster.PresentAsync(ids[1], SessionActivity.None));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = await _cluster.AdmitAsync(subject, LimitedCluster.Rolling);

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(ids[1]));
        Assert.Equal(Limit, await _cluster.CountAcceptedAsync([ids[0], ids[2], last]));
        var ended = await _cluster.InfoAsync(ids[1]);
        Assert.Equal((RevocationReason.Policy, "session_limit", EndInitiator.Policy, 1), (ended.Order!.Reason, ended.Order.Detail, ended.Order.Initiator, ended.Receipt!.SessionsEnded));
    }

    [Theory]
    [Rule("N12"), Rule("N20")]
    [InlineData(LimitedCluster.Refusing, Limit)]
    [InlineData(LimitedCluster.Rolling, 20)]
    public async Task Of_twenty_establishments_at_once_never_one_too_many_is_live(string sessionClass, int admitted)
    {
        var subject = SessionSamples.NewSubject();
        using var live = new MostLiveSessions(_cluster.Storage, subject);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.TryAdmitAsync(subject, sessionClass)));

        var established = outcomes.OfType<EstablishOutcome.Established>().Select(outcome => outcome.Id).ToArray();
        Assert.Equal(admitted, established.Length);
        Assert.Equal(20 - admitted, outcomes.Count(outcome => outcome is EstablishOutcome.Refused { Refusal: EstablishRefusal.SessionLimit }));
        Assert.Equal(Limit, await _cluster.CountAcceptedAsync(established));
        Assert.Equal(Limit, live.Count);
        Assert.Equal(Limit, (await _cluster.ListAsync(subject)).Length);
    }

    [Fact]
    [Rule("N12"), Rule("N5")]
    public async Task What_was_idle_for_too_long_counts_no_more_and_has_ended_before_another_is_admitted()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, Limit, LimitedCluster.Refusing);
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, LimitedCluster.Refusing)));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        using var journal = new WriteJournal(_cluster.Storage);
        var admitted = await _cluster.AdmitAsync(subject, LimitedCluster.Refusing);

        Assert.Equal(ids.Select(id => $"session/{id}").Order(), journal.Rows.Take(Limit).Order());
        Assert.Equal([$"subject/{subject.Key}", $"session/{admitted}"], journal.Rows.Skip(Limit));
        Assert.All(ids, id => Assert.Equal("idle", _cluster.Storage.Session(id)!.Tombstone!.Order!.Detail));
        Assert.Equal([admitted], await _cluster.ListAsync(subject));
    }

    [Fact]
    [Rule("N12"), Rule("N4")]
    public async Task What_is_past_its_absolute_deadline_counts_no_more()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, Limit, LimitedCluster.Refusing);
        await _cluster.KeepUntilAsync(ids, (await _cluster.InfoAsync(ids[0])).Facts.AbsoluteDeadline - TimeSpan.FromSeconds(1));
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, LimitedCluster.Refusing)));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("accepted", await _cluster.PresentAsync(await _cluster.AdmitAsync(subject, LimitedCluster.Refusing)));
    }

    [Fact]
    [Rule("N12")]
    public async Task The_limit_of_one_class_is_none_of_another()
    {
        var subject = SessionSamples.NewSubject();
        var refusing = await _cluster.AdmitAsync(subject, Limit, LimitedCluster.Refusing);
        var rolling = await _cluster.AdmitAsync(subject, LimitedCluster.OfSubject - Limit, LimitedCluster.Rolling);

        Assert.Equal(LimitedCluster.OfSubject, await _cluster.CountAcceptedAsync([.. refusing, .. rolling]));
    }
}

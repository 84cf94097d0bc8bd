using System.Collections.Immutable;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>What operators see: every live session, in pages, and no secret.</summary>
public sealed class ListTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("L15"), Rule("N13")]
    public async Task Two_hundred_and_fifty_sessions_come_in_three_pages_in_order()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 250);

        var pages = new List<SessionId[]>();
        SessionId? next = default(SessionId);
        while (next is { } after)
        {
            var page = Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(subject, after));
            pages.Add([.. page.Sessions.Select(session => session.Facts.Id)]);
            next = page.Next;
        }

        Assert.Equal([100, 100, 50], pages.Select(page => page.Length));
        Assert.Equal(ids.Order(), pages.SelectMany(page => page));
    }

    [Theory]
    [Rule("L15")]
    [InlineData(99, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task A_full_page_says_whether_another_follows(int count, bool more)
    {
        var subject = SessionSamples.NewSubject();
        await _cluster.AdmitAsync(subject, count);

        var page = Assert.IsType<ListOutcome.Page>(await _cluster.SubjectGrain(subject).List(new ListCall()));
        Assert.Equal((Math.Min(count, ListCall.PageSize), more), (page.Ids.Length, page.More));
    }

    [Fact]
    [Rule("N13")]
    public async Task The_list_shows_live_sessions_and_no_others()
    {
        var subject = SessionSamples.NewSubject();
        var idle = await _cluster.AdmitAsync(subject);
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
        var ids = await _cluster.AdmitAsync(subject, 3);
        await _cluster.Client.RevokeAsync(new RevokeDescriptor.ById(ids[1], SessionSamples.Admin));

        var page = Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(subject));
        Assert.Equal(new[] { idle, ids[0], ids[2] }.Order(), page.Sessions.Select(session => session.Facts.Id));
        Assert.Equal(SessionStatus.Locked, Assert.Single(page.Sessions, session => session.Facts.Id == idle).Status);

        await _cluster.RevokeAllAsync(subject);
        Assert.Empty(Assert.IsType<ListResult.Page>(await _cluster.Client.ListAsync(subject)).Sessions);
    }

    [Fact]
    [Rule("L15"), Rule("P-S3")]
    public async Task A_cut_off_that_was_decided_and_is_not_in_force_hides_no_session()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "containment" } ? StorageFault.ThrowWithoutDoing : StorageFault.None;

        Assert.IsNotType<Abstractions.Revocation.RevokeOutcome.Revoked>(await _cluster.TryRevokeAllAsync(subject));
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.IsType<ListOutcome.Unavailable>(await _cluster.SubjectGrain(subject).List(new ListCall()));

        // The list finishes what was interrupted, and then tells the truth.
        _cluster.Storage.Faults = null;
        Assert.Empty(await _cluster.ListAsync(subject));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("N13"), Rule("L24")]
    public void No_type_that_an_operator_is_shown_can_hold_a_secret()
    {
        var seen = new HashSet<Type>();
        Visit(typeof(SessionInfo));
        Assert.DoesNotContain(seen, type => type == typeof(SecretDigest) || type == typeof(SecretHash) || type == typeof(Client.Tokens.SessionToken));
        Assert.Contains(typeof(SessionId), seen);

        void Visit(Type type)
        {
            if (!seen.Add(type) || type.Namespace?.StartsWith("SessionCluster", StringComparison.Ordinal) != true)
            {
                Array.ForEach(type.GetGenericArguments(), Visit);
                return;
            }

            Array.ForEach(type.GetProperties(), property => Visit(property.PropertyType));
        }
    }

    [Fact]
    [Rule("N13")]
    public async Task Facts_are_told_of_a_live_and_of_an_ended_session_and_of_no_other()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var live = Assert.IsType<InfoOutcome.Found>(await _cluster.SessionGrain(id).GetInfo(new InfoCall())).Info;
        Assert.Equal((SessionStatus.Active, subject, SessionSamples.Login), (live.Status, live.Facts.Subject, live.EstablishedBy));
        Assert.Null(live.Receipt);

        var revoked = Assert.IsType<RevokeResult.Revoked>(await _cluster.Client.RevokeAsync(new RevokeDescriptor.ById(id, SessionSamples.Admin)));
        var ended = Assert.IsType<InfoOutcome.Found>(await _cluster.SessionGrain(id).GetInfo(new InfoCall())).Info;
        Assert.Equal((SessionStatus.Revoked, revoked.Receipt, SessionSamples.Admin), (ended.Status, ended.Receipt, ended.Order));

        var unknown = SessionId.Create(1, _cluster.Clock.GetUtcNow().AddHours(1), new byte[SessionId.RandomSize]);
        Assert.IsType<InfoOutcome.UnknownSession>(await _cluster.SessionGrain(unknown).GetInfo(new InfoCall()));
        Assert.Empty(await _cluster.ListAsync(SessionSamples.NewSubject()));
    }
}

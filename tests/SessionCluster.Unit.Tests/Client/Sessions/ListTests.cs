using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>The index says which sessions there may be, each session says what it is: the two become one page, and never one with a hole.</summary>
public sealed class ListTests
{
    private static readonly ImmutableArray<SessionId> Ids = [.. Enumerable.Range(1, 4).Select(number => SessionId.Create((byte)number, Sample.Start, new byte[SessionId.RandomSize]))];

    private readonly ClientUnderTest _client = new();

    [Theory]
    [Rule("L15")]
    [InlineData(SessionStatus.Active, true)]
    [InlineData(SessionStatus.Locked, true)]
    [InlineData(SessionStatus.Revoked, false)]
    [InlineData(SessionStatus.Expired, false)]
    public async Task Live_sessions_are_shown_and_ended_ones_are_not(SessionStatus status, bool shown)
    {
        Answer(new ListOutcome.Page(Ids, More: false), id => new InfoOutcome.Found(ClientUnderTest.Info(id, status)));

        var page = Assert.IsType<ListResult.Page>(await _client.Sessions.ListAsync(Sample.Subject));

        Assert.Equal(shown ? Ids : [], page.Sessions.Select(session => session.Facts.Id));
        Assert.Null(page.Next);
    }

    [Fact]
    [Rule("L15")]
    public async Task A_listed_id_without_a_session_is_left_out()
    {
        Answer(new ListOutcome.Page(Ids, More: false), id => id == Ids[1] ? InfoOutcome.UnknownSession.Instance : new InfoOutcome.Found(ClientUnderTest.Info(id)));

        Assert.Equal(Ids.Remove(Ids[1]), Assert.IsType<ListResult.Page>(await _client.Sessions.ListAsync(Sample.Subject)).Sessions.Select(session => session.Facts.Id));
    }

    [Theory]
    [Rule("L15"), Rule("G6")]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_session_that_does_not_answer_makes_the_page_unavailable(int silent)
    {
        Answer(new ListOutcome.Page(Ids, More: false), id => id == Ids[silent] ? new InfoOutcome.Unavailable(UnavailableReason.Storage) : new InfoOutcome.Found(ClientUnderTest.Info(id)));

        Assert.Equal(new ListResult.Unavailable(UnavailableReason.Storage), await _client.Sessions.ListAsync(Sample.Subject));
    }

    [Fact]
    public async Task The_next_page_begins_after_the_last_id_of_the_index_whatever_is_shown_of_it()
    {
        Answer(new ListOutcome.Page(Ids, More: true), id => new InfoOutcome.Found(ClientUnderTest.Info(id, id == Ids[3] ? SessionStatus.Revoked : SessionStatus.Active)));

        var page = Assert.IsType<ListResult.Page>(await _client.Sessions.ListAsync(Sample.Subject));
        Assert.Equal(Ids[3], page.Next);
        Assert.Equal(3, page.Sessions.Length);

        await _client.Sessions.ListAsync(Sample.Subject, Ids[3]);
        Assert.Equal(Ids[3], _client.Cluster.Calls.Select(call => call.Call).OfType<ListCall>().Last().After);
    }

    [Fact]
    public async Task An_empty_page_is_the_last()
    {
        Answer(new ListOutcome.Page([], More: true), _ => throw new InvalidOperationException());

        Assert.Null(Assert.IsType<ListResult.Page>(await _client.Sessions.ListAsync(Sample.Subject)).Next);
    }

    [Fact]
    public async Task What_is_known_of_one_session_is_told_or_that_nothing_is()
    {
        var info = ClientUnderTest.Info(Ids[0], SessionStatus.Revoked);
        Answer(new ListOutcome.Page([], More: false), id => id == Ids[0] ? new InfoOutcome.Found(info) : InfoOutcome.UnknownSession.Instance);

        Assert.Equal(new InfoResult.Found(info), await _client.Sessions.GetInfoAsync(Ids[0]));
        Assert.Same(InfoResult.UnknownSession.Instance, await _client.Sessions.GetInfoAsync(Ids[1]));
    }

    private void Answer(ListOutcome list, Func<SessionId, InfoOutcome> info) => _client.Cluster.Answer = call =>
        call is ListCall ? list : info(SessionId.TryParse(_client.Cluster.Calls[^1].Key, out var id) ? id : default);
}

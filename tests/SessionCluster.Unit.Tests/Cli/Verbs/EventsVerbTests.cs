using System.Collections.Immutable;
using System.Net;
using System.Text;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Endpoints.Writing;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Storage.Events;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary>What an operator is shown of events, and what <c>events verify</c> notices.</summary>
public sealed class EventsVerbTests
{
    private const string Sid = "5b01c8a59bbd0fb1c402777df354b7ad";

    [Fact]
    public async Task Pages_are_shown_as_one_and_say_when_there_are_more()
    {
        var events = EventSamples.Chain(Sid, 3);
        using var cli = new CliUnderTest { Answer = (asked, _) => CliUnderTest.Json(asked.Contains("after=t.1", StringComparison.Ordinal) ? Page(events[1..], "t.2") : Page(events[..1], "t.1")) };

        Assert.Equal(0, await cli.RunAsync("", "events", "--sid", Sid, "--subject", "a/b c", "--type", "session-rotated", "--from", "2026-03-01T12:00:00Z", "--to", "1772366401", "--limit", "3", "--json"));

        Assert.Equal(3, System.Text.Json.Nodes.JsonNode.Parse(cli.Output)!["events"]!.AsArray().Count);
        Assert.Equal($"GET /events?sid={Sid}&sub=a%2Fb%20c&type=session-rotated&from=1772366400&to=1772366401&limit=3", cli.Requests[0]);
        Assert.Equal($"GET /events?sid={Sid}&sub=a%2Fb%20c&type=session-rotated&from=1772366400&to=1772366401&after=t.1&limit=2", cli.Requests[1]);
        Assert.Contains("There are more", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_session_and_an_instant_it_is_the_last_day()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json("""{"events":[]}""") };

        Assert.Equal(0, await cli.RunAsync("", "events"));

        Assert.Equal($"GET /events?from={cli.Clock.GetUtcNow().AddDays(-1).ToUnixTimeSeconds()}&limit=1000", Assert.Single(cli.Requests));
        Assert.Contains("no such events", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N19")]
    public async Task Whatever_a_subject_is_called_it_writes_no_line_of_its_own()
    {
        var events = EventSamples.Chain(Sid, 2, "eve\u2028x [red]<b>\u202e");
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Page(events, null)), OutputIsTerminal = false };

        Assert.Equal(0, await cli.RunAsync("", "events", "--sid", Sid));

        Assert.DoesNotContain('\u2028', cli.Output);
        Assert.DoesNotContain('\u202e', cli.Output);
    }

    [Theory]
    [InlineData("--sid", "x")]
    [InlineData("--type", "session-ended")]
    [InlineData("--from", "yesterday")]
    [InlineData("--to", "-1")]
    [InlineData("--limit", "0")]
    [InlineData("--limit", "1000001")]
    [InlineData("prove", "--follow")]
    [InlineData("verify", "--follow")]
    [InlineData("--containment", "--json")]
    [InlineData("--past-retention", "--json")]
    public async Task What_is_no_question_is_not_asked(string option, string value)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("", "events", option, value));
        Assert.Empty(cli.Requests);
    }

    [Fact]
    [Rule("N19")]
    public async Task A_whole_stream_is_verified_against_the_row()
    {
        var events = EventSamples.Chain(Sid, 4);
        using var cli = Service([.. events, EventSamples.Refusals(Sid, 1L << 40)], 4, events[3].Hash);

        Assert.Equal(0, await cli.RunAsync("", "events", "verify", "--sid", Sid));

        Assert.Contains("as the session's row says", cli.Output, StringComparison.Ordinal);
        Assert.Equal([$"GET /events?sid={Sid}&limit=1000", $"GET /sessions/{Sid}"], cli.Requests);
    }

    [Theory]
    [Rule("N19")]
    [InlineData("altered", "Broken at 2: it is not what was recorded")]
    [InlineData("altered with its hash", "Broken at 3: it does not follow")]
    [InlineData("missing", "Broken at 3: it is missing")]
    [InlineData("first missing", "Broken at 1: it is missing")]
    [InlineData("truncated", "Broken at 4: the session's row counts 4 events, and 3 are kept")]
    [InlineData("added", "Broken at 5: 5 events are kept, and the session's row counts 4")]
    [InlineData("written anew", "Broken at 4: the session's row has another hash")]
    [InlineData("foreign", "Broken at 3: an event of another stream")]
    [InlineData("none", "Broken at 1: the session's row counts 4 events, and 0 are kept")]
    public async Task What_was_done_to_a_stream_is_noticed_and_where(string done, string sentence)
    {
        var events = EventSamples.Chain(Sid, 4);
        var altered = events[1] with { Reason = "logout" };
        ImmutableArray<SessionEvent> kept = done switch
        {
            "altered" => events.SetItem(1, altered),
            "altered with its hash" => events.SetItem(1, altered with { Hash = EventChainVerifier.HashOf(altered) }),
            "missing" => events.RemoveAt(2),
            "first missing" => events.RemoveAt(0),
            "truncated" => events[..3],
            "added" => EventSamples.Chain(Sid, 5),
            "written anew" => EventSamples.Chain(Sid, 4, "mallory"),
            "foreign" => events.SetItem(2, EventSamples.Chain("containment", 3)[2]),
            _ => [],
        };
        using var cli = Service(kept, 4, events[3].Hash);

        Assert.Equal(1, await cli.RunAsync("", "events", "verify", "--sid", Sid));

        Assert.StartsWith(sentence, cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_not_handed_on_yet_is_waited_for()
    {
        var events = EventSamples.Chain(Sid, 4);
        using var cli = new CliUnderTest();
        cli.Answer = (asked, _) => asked.StartsWith("GET /events", StringComparison.Ordinal)
            ? CliUnderTest.Json(Page(cli.Requests.Count < 5 ? events[..3] : events, null))
            : CliUnderTest.Json(Row(4, events[3].Hash));

        Assert.Equal(0, await cli.RunAsync("", "events", "verify", "--sid", Sid));
        Assert.Equal(6, cli.Requests.Count);
    }

    [Fact]
    public async Task Those_past_their_retention_are_accepted_as_gone_when_asked_to_and_the_rest_is_not_taken_on_trust()
    {
        var events = EventSamples.Chain(Sid, 5);
        using var whole = Service(events[2..], 5, events[4].Hash);
        using var broken = Service(events.RemoveAt(3)[2..], 5, events[4].Hash);

        Assert.Equal(0, await whole.RunAsync("", "events", "verify", "--sid", Sid, "--past-retention"));
        Assert.Contains("Events 3 to 5", whole.Output, StringComparison.Ordinal);
        Assert.Equal(1, await broken.RunAsync("", "events", "verify", "--sid", Sid, "--past-retention"));
        Assert.StartsWith("Broken at 4", broken.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_row_the_end_can_not_be_told_and_it_says_so()
    {
        var events = EventSamples.Chain(Sid, 2);
        using var gone = new CliUnderTest { Answer = (asked, _) => asked.StartsWith("GET /events", StringComparison.Ordinal) ? CliUnderTest.Json(Page(events, null)) : CliUnderTest.Problem(HttpStatusCode.NotFound, "unknown_session") };
        using var neither = new CliUnderTest { Answer = (asked, _) => asked.StartsWith("GET /events", StringComparison.Ordinal) ? CliUnderTest.Json(Page([], null)) : CliUnderTest.Problem(HttpStatusCode.NotFound, "unknown_session") };

        Assert.Equal(0, await gone.RunAsync("", "events", "verify", "--sid", Sid));
        Assert.Contains("nothing to compare", gone.Output, StringComparison.Ordinal);
        Assert.Equal(1, await neither.RunAsync("", "events", "verify", "--sid", Sid));
    }

    [Theory]
    [Rule("N19"), Rule("L12")]
    [InlineData(3, 0, "The 3 events of containment are as they were recorded, and end as the head of the containment log says.")]
    [InlineData(2, 1, "Broken at 3: the head of the containment log counts 3 events, and 2 are kept")]
    [InlineData(0, 1, "Broken at 1: the head of the containment log counts 3 events, and 0 are kept")]
    public async Task The_containment_is_verified_against_the_head_of_its_log(int kept, int exitCode, string sentence)
    {
        var events = EventSamples.Chain("containment", 3);
        using var cli = new CliUnderTest
        {
            Answer = (asked, _) => CliUnderTest.Json(asked.StartsWith("GET /events", StringComparison.Ordinal) ? Page(events[..kept], null) : $$$"""{"locks":[],"events":{"count":3,"head":"{{{events[2].Hash}}}"}}"""),
        };

        Assert.Equal(exitCode, await cli.RunAsync("", "events", "verify", "--containment"));

        Assert.Equal(["GET /events?sid=containment&limit=1000", "GET /locks"], cli.Requests[..2]);
        Assert.StartsWith(sentence, cli.Output + cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_goes_on_from_where_it_was_and_shows_each_event_once()
    {
        var events = EventSamples.Chain(Sid, 3);
        var connections = 0;
        using var cli = new CliUnderTest();
        cli.Answer = (_, _) => ++connections switch
        {
            1 => Stream(Sent(events[0], null) + Sent(events[1], "t.5")),
            2 => CliUnderTest.Problem(HttpStatusCode.ServiceUnavailable, "unavailable"),
            3 => Stream(":\n\n" + Sent(events[1], null) + Sent(events[2], "t.6") + "data: {"),
            _ => CliUnderTest.Problem(HttpStatusCode.Forbidden, "forbidden"),
        };

        Assert.Equal(4, await cli.RunAsync("", "events", "--follow", "--json"));

        Assert.Equal(events.Select(value => Line(value)), cli.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal(["", "t.5", "t.5", "t.6"], cli.LastEventIds);
        Assert.All(cli.Requests, asked => Assert.Equal("GET /events", asked));
    }

    private static CliUnderTest Service(IEnumerable<SessionEvent> events, int count, EventHash head) => new()
    {
        Answer = (asked, _) => CliUnderTest.Json(asked.StartsWith("GET /events", StringComparison.Ordinal) ? Page(events, null) : Row(count, head)),
    };

    private static string Row(int count, EventHash head) => $$$"""{"sid":"{{{Sid}}}","events":{"count":{{{count}}},"head":"{{{head}}}"}}""";

    private static string Page(IEnumerable<SessionEvent> events, string? next)
    {
        var end = next is null ? "]" : "],\"next\":\"" + next + "\"";
        return "{\"events\":[" + string.Join(',', events.Select(Line)) + end + "}";
    }

    private static string Line(SessionEvent value) => Encoding.UTF8.GetString(EventJson.Line(new KeptEvent(value, EventSamples.Start)).Span);

    private static string Sent(SessionEvent value, string? id) => $"event: x\ndata: {Line(value)}\n{(id is null ? "" : $"id: {id}\n")}\n";

    private static HttpResponseMessage Stream(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "text/event-stream") };
}

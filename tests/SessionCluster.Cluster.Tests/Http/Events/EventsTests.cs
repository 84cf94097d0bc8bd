using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Endpoints.Events;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Events;

/// <summary>What operators and consoles see of events, over the embedded store.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class EventsTests(SharedHttpSilo shared)
{
    [Fact]
    public async Task A_page_has_what_was_asked_for_and_the_next_one_the_rest()
    {
        var (subject, events) = await KeptAsync(5);
        var sid = events[0].Stream;

        var first = await AskAsync($"?sid={sid}&limit=3");
        var second = await AskAsync($"?sid={sid}&limit=3&after={first.Member("next")}");

        Assert.Equal([1L, 2, 3, 4, 5], Sequences(first).Concat(Sequences(second)));
        Assert.False(second.Json.ContainsKey("next"));
        var last = second.Json["events"]![1]!;
        Assert.Equal(("session-revoked", 6, "client", "ops", subject, "other"), ($"{last["type"]}", last["number"]!.GetValue<int>(), $"{last["initiator"]}", $"{last["initiated_by"]}", $"{last["sub"]}", $"{last["reason"]}"));
        Assert.Equal((events[4].Hash.ToString(), events[3].Hash.ToString(), events[4].At.ToUnixTimeMilliseconds()), ($"{last["hash"]}", $"{last["previous"]}", last["at_ms"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Subject_type_and_time_narrow()
    {
        var (subject, events) = await KeptAsync(4);
        await KeptAsync(4);
        var sub = Uri.EscapeDataString(subject);

        Assert.Equal([1L, 2, 3, 4], Sequences(await AskAsync($"?sub={sub}")));
        Assert.Equal([2L, 3], Sequences(await AskAsync($"?sub={sub}&type=session-rotated")));
        Assert.Equal([4L], Sequences(await AskAsync($"?sid={events[0].Stream}&sub={sub}&type=session-revoked")));
        Assert.Equal([1L, 2, 3, 4], Sequences(await AskAsync($"?sub={sub}&from=0&to=253402300799")));
        Assert.Empty(Sequences(await AskAsync($"?sub={sub}&to=1000")));
        Assert.Empty(Sequences(await AskAsync($"?sub={sub}&from=253402300799")));
        Assert.Empty(Sequences(await AskAsync("?sid=containment&type=session-revoked")));
    }

    [Fact]
    [Rule("N19"), Rule("L12")]
    public async Task The_end_of_the_containment_s_stream_is_told_with_the_locks()
    {
        var locked = await shared.Silo.CallAsync(EndpointPolicies.Lock, HttpCaller.Operator, """{"dimension":"device","value":"a-lost-phone","reason":"admin"}""");
        Assert.True(locked.Status == 201, locked.Text);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        JsonNode head;
        JsonNode? latest;
        do
        {
            // What has landed is handed on a moment later.
            limit.Token.ThrowIfCancellationRequested();
            head = (await shared.Silo.CallAsync(EndpointPolicies.Locks, HttpCaller.Operator)).Json["events"]!;
            latest = (await AskAsync("?sid=containment&limit=1000")).Json["events"]!.AsArray().LastOrDefault();
        }
        while (latest?["sequence"]?.GetValue<long>() != head["count"]!.GetValue<long>());

        Assert.Equal(("lock-set", $"{head["head"]}"), ($"{latest["type"]}", $"{latest["hash"]}"));
    }

    [Theory]
    [Rule("N16")]
    [InlineData("?token=sct_dev_x", "unsupported_parameter")]
    [InlineData("?SID=x", "unsupported_parameter")]
    [InlineData("?page=2", "unsupported_parameter")]
    [InlineData("?sid=", "malformed")]
    [InlineData("?sid", "malformed")]
    [InlineData("?sid=sct_dev_x", "malformed")]
    [InlineData("?sid=00000000000000000000000000000001&sid=00000000000000000000000000000002", "malformed")]
    [InlineData("?sid=' OR 1=1 --", "malformed")]
    [InlineData("?sub=%0A", "malformed")]
    [InlineData("?sub=..", "malformed")]
    [InlineData("?type=Session-Revoked", "malformed")]
    [InlineData("?type=6", "malformed")]
    [InlineData("?from=-1", "malformed")]
    [InlineData("?from=1.5", "malformed")]
    [InlineData("?from=253402300800", "malformed")]
    [InlineData("?to=now", "malformed")]
    [InlineData("?limit=0", "malformed")]
    [InlineData("?limit=1001", "malformed")]
    [InlineData("?limit=%2B1", "malformed")]
    [InlineData("?after=1", "malformed")]
    [InlineData("?after=s.1", "malformed")]
    [InlineData("?sid=containment&after=t.1..0", "malformed")]
    [InlineData("?after=t.1.%27.0", "malformed")]
    [InlineData("?after=%00", "malformed")]
    public async Task Another_question_is_refused(string query, string code)
    {
        var answer = await shared.Silo.CallAsync(EndpointPolicies.Events, HttpCaller.Operator, query: query.Replace(" ", "%20", StringComparison.Ordinal));

        answer.RequireProblem(400, code);
        Assert.DoesNotContain("sct_", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_any_length_is_an_answer()
    {
        (await shared.Silo.CallAsync(EndpointPolicies.Events, HttpCaller.Operator, query: $"?after={new string('9', 600)}")).RequireProblem(400, "malformed");
        using var request = new HttpRequestMessage(HttpMethod.Get, shared.Silo.Url("/events"));
        request.Headers.Authorization = HttpCaller.Operator.Authorization;
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", new string('9', 600));
        (await shared.Silo.SendAsync(request)).RequireProblem(400, "malformed");
    }

    [Theory]
    [InlineData("?to=5")]
    [InlineData("?limit=5")]
    public async Task Whoever_follows_gives_no_end(string query) => (await FollowAsync(shared.Silo, query)).RequireProblem(400, "malformed");

    [Fact]
    [Rule("N19")]
    public async Task Whatever_a_subject_is_called_it_is_nothing_but_a_value()
    {
        var (subject, _) = await KeptAsync(2, "</script>\"}],\u2028'&<!--");

        var answer = await AskAsync($"?sub={Uri.EscapeDataString(subject)}");

        Assert.Equal([1L, 2], Sequences(answer));
        Assert.Equal(subject, $"{answer.Json["events"]![0]!["sub"]}");
        Assert.All(answer.Text, character => Assert.True(character is >= ' ' and < '\x7f' and not '<' and not '>' and not '&' and not '\''));
        await using var follower = await EventReaderOfStream.OpenAsync(shared.Silo, $"?from=0&sub={Uri.EscapeDataString(subject)}");
        var (type, data, _) = await follower.NextAsync();
        Assert.Equal(("session-established", subject), (type, $"{data["sub"]}"));
    }

    [Fact]
    public async Task A_follower_is_told_of_what_comes_and_after_a_lost_connection_of_what_came_meanwhile()
    {
        var subject = HttpSamples.NewSubject();
        string? lastId;
        await using (var follower = await EventReaderOfStream.OpenAsync(shared.Silo, $"?sub={subject}"))
        {
            await KeptAsync(2, subject);
            Assert.Equal("session-established", (await follower.NextAsync()).Type);
            var (type, _, id) = await follower.NextAsync();
            Assert.Equal("session-revoked", type);
            Assert.NotNull(id);
            lastId = id;
        }

        var (_, missed) = await KeptAsync(3, subject);

        await using var again = await EventReaderOfStream.OpenAsync(shared.Silo, $"?sub={subject}", lastId);
        var told = new HashSet<string>();
        while (told.Count(place => place.StartsWith(missed[0].Stream, StringComparison.Ordinal)) < 3)
        {
            var (_, data, _) = await again.NextAsync();
            Assert.True(told.Add($"{data["stream"]} {data["sequence"]}"), "Within a connection nothing is told twice.");
        }
    }

    [Fact]
    public async Task The_followers_of_a_silo_are_bounded_and_their_streams_end_when_it_stops()
    {
        var silo = await HttpTestSilo.StartAsync();
        var followers = new List<EventReaderOfStream>();
        try
        {
            for (var index = 0; index < EventFollowers.Most; index++)
            {
                followers.Add(await EventReaderOfStream.OpenAsync(silo, ""));
            }

            (await FollowAsync(silo, "")).RequireProblem(503, "unavailable");
            Assert.Equal(200, (await silo.CallAsync(EndpointPolicies.Events, HttpCaller.Operator)).Status);

            await silo.StopAsync();
            foreach (var follower in followers)
            {
                await follower.EndAsync();
            }
        }
        finally
        {
            foreach (var follower in followers)
            {
                await follower.DisposeAsync();
            }

            await silo.DisposeAsync();
        }
    }

    private static async Task<HttpAnswer> FollowAsync(HttpTestSilo silo, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, silo.Url($"/events{query}"));
        request.Headers.Authorization = HttpCaller.Operator.Authorization;
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var answer = await silo.SendAsync(request);
        answer.RequireDocumented(EndpointPolicies.Events);
        return answer;
    }

    private async Task<HttpAnswer> AskAsync(string query)
    {
        var answer = await shared.Silo.CallAsync(EndpointPolicies.Events, HttpCaller.Operator, query: query);
        Assert.True(answer.Status == (int)HttpStatusCode.OK, answer.Text);
        return answer;
    }

    private static IEnumerable<long> Sequences(HttpAnswer answer) => answer.Json["events"]!.AsArray().Select(value => value!["sequence"]!.GetValue<long>());

    private async Task<(string Subject, ImmutableArray<SessionEvent> Events)> KeptAsync(int count, string? name = null)
    {
        name ??= HttpSamples.NewSubject();
        Assert.True(SubjectId.TryCreate(name, out var subject, out _));
        var ledger = EventLedger.Empty;
        var stream = Guid.NewGuid().ToString("N");
        for (var place = 1; place <= count; place++)
        {
            var kind = place == 1 ? SessionEventKind.Established : place == count ? SessionEventKind.Revoked : SessionEventKind.Rotated;
            ledger = EventChain.Append(ledger, stream, new(kind, DateTimeOffset.UtcNow, EndInitiator.By(ClientId.Create("ops"))) { Subject = subject, Reason = kind == SessionEventKind.Revoked ? "other" : null });
        }

        await shared.Silo.Services.GetRequiredService<ISessionEventStore>().AppendAsync(ledger.Waiting, TestContext.Current.CancellationToken);
        return (name, ledger.Waiting);
    }
}

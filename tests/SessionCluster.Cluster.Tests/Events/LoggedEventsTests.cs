using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>What a silo without an event store does: a line of the log for each event.</summary>
public sealed class LoggedEventsTests
{
    private static readonly EventDraft Draft = new(SessionEventKind.Revoked, new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero), EndInitiator.By(ClientId.Create("ops")))
    {
        // A subject may hold what separates lines in some eyes, and what looks like the end of a value in others.
        Subject = SessionSamples.Subject("ada\u2028\", reason \"forged"),
        Reason = "other",
        Detail = "gone\r\nEvent 6 forged\u001b[2J <script>",
    };

    [Fact]
    [Rule("N19")]
    public async Task An_event_is_one_line_whatever_it_holds_and_its_members_are_apart()
    {
        var log = new LogLines();
        var ledger = EventChain.Append(EventLedger.Empty, SessionEvent.ContainmentStream, Draft);

        await new LoggedEvents(log).AppendAsync(ledger.Waiting, CancellationToken.None);

        var line = Assert.Single(log.Lines);
        Assert.All(line, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal(1, line.Split("reason \"").Length - 1);
        Assert.Equal("session-revoked", log.Values["Kind"]);
        Assert.Equal("other", log.Values["Reason"]);
        Assert.Equal("2026-11-25T08:00:00.0000000Z", log.Values["At"]);
        Assert.Equal(ledger.Head.ToString(), log.Values["Hash"]);
    }

    /// <summary>The attack works where the words are written as they are.</summary>
    [Fact]
    [Rule("N19")]
    public void Words_that_are_written_as_they_are_make_lines_of_their_own() =>
        Assert.Equal(2, $"subject {Draft.Subject}, detail {Draft.Detail}".Split('\n').Length);

    private sealed class LogLines : ILogger<LoggedEvents>
    {
        public List<string> Lines { get; } = [];

        public Dictionary<string, object?> Values { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Add(formatter(state, exception));
            foreach (var (name, value) in (IReadOnlyList<KeyValuePair<string, object?>>)state!)
            {
                Values[name] = value;
            }
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Grains.Events;

/// <summary>The store of a silo whose host registered none: a log message each, of one line whatever subjects and callers are called (N19). It keeps nothing that could be asked for.</summary>
internal sealed partial class LoggedEvents(ILogger<LoggedEvents> logger) : ISessionEventStore
{
    public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
    {
        foreach (var value in events)
        {
            LogEvent(
                logger,
                (int)value.Kind,
                EventWords.Of(value.Kind),
                value.Stream,
                value.Sequence,
                value.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                value.Id.ToString(),
                value.Initiator.Kind,
                Encode(value.Initiator.Client.Value),
                Encode(value.Subject.Value),
                Encode(value.ClientId.Value),
                Encode(value.Class.Value),
                Encode(value.Reason),
                Encode(value.Detail),
                value.Hash.ToString());
        }

        return Task.CompletedTask;
    }

    public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken) => throw new NotSupportedException("Events are logged only: the host registered no event store.");

    public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => Task.FromResult(0);

    // As in a JSON string: ASCII without control characters, quotes or angle brackets, from which the words can be read back.
    private static string Encode(string? text) => text is null ? string.Empty : JavaScriptEncoder.Default.Encode(text);

    [LoggerMessage(1302, LogLevel.Information, "Event {Number} {Kind} of {Stream} {Sequence} at {At}: {Id} by {Initiator} \"{Client}\", subject \"{Subject}\", client \"{ClientId}\", class \"{Class}\", reason \"{Reason}\", detail \"{Detail}\", hash {Hash}", EventName = "SessionEvent")]
    private static partial void LogEvent(ILogger logger, int number, string kind, string stream, long sequence, string at, string id, InitiatorKind initiator, string client, string subject, string clientId, string @class, string reason, string detail, string hash);
}

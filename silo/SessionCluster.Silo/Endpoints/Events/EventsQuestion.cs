using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary>Reads the query of <c>GET /events</c>. Each parameter once or not at all; another one is refused, a token among them (N16).</summary>
internal static class EventsQuestion
{
    /// <summary>Most events in a page: 1,000.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Longest cursor in characters: 512.</summary>
    public const int MaxCursor = 512;

    // 9999-12-31T23:59:59Z.
    private const long LastSecond = 253_402_300_799;

    private static readonly string[] Names = EndpointPolicies.Events.QueryNames;

    /// <summary>What is asked for, or what is wrong with it.</summary>
    public static Problem? Read(HttpRequest request, out EventQuery query)
    {
        query = new();
        foreach (var (name, values) in request.Query)
        {
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                return KnownProblems.UnexpectedQuery;
            }

            if (values is not [{ Length: > 0 } text])
            {
                return KnownProblems.Malformed($"Parameter '{name}' must be given once, and not empty.");
            }

            if (Add(ref query, name, text) is { } rule)
            {
                return KnownProblems.Malformed($"Parameter '{name}' must be {rule}.");
            }
        }

        return null;
    }

    private static string? Add(ref EventQuery query, string name, string text)
    {
        switch (name)
        {
            case ClaimNames.SessionId:
                query = query with { Stream = text };
                return text == SessionEvent.ContainmentStream || SessionId.TryParse(text, out _) ? null : "a session's handle, 32 lower-case hexadecimal characters, or 'containment'";
            case ClaimNames.Subject:
                var isSubject = SubjectId.TryCreate(text, out var subject, out _);
                query = query with { Subject = subject };
                return isSubject ? null : "a subject: 1 to 256 bytes of UTF-8 without control characters";
            case EventNames.Type:
                var isWord = EventWords.TryParse(text, out SessionEventKind kind);
                query = query with { Kind = kind };
                return isWord ? null : "one of the words of docs/events.md";
            case EventNames.From:
                query = query with { From = Instant(text) };
                return query.From is null ? SecondsRule : null;
            case EventNames.To:
                query = query with { To = Instant(text) };
                return query.To is null ? SecondsRule : null;
            case EventNames.Limit:
                var isLimit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit;
                query = query with { PageSize = limit };
                return isLimit ? null : "a whole number from 1 to 1000";
            default:
                query = query with { After = text };
                return text.Length <= MaxCursor ? null : CursorRule;
        }
    }

    /// <summary>What a cursor must be.</summary>
    public const string CursorRule = "the 'next' of the page before, or the id of an event, with the same parameters";

    private const string SecondsRule = "an instant in whole Unix seconds";

    private static DateTimeOffset? Instant(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

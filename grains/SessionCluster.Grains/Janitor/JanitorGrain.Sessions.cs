using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Events;
using SessionCluster.Core.Janitor;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Janitor;

/// <summary>Sessions that are past: what their rows still hold is handed on, then they go.</summary>
internal sealed partial class JanitorGrain
{
    /// <summary>Rows that are read, handed on and deleted together: 100.</summary>
    internal const int BatchSize = 100;

    /// <summary>Batches in one turn: 20. A shard that has more goes on in the next.</summary>
    internal const int BatchesPerTurn = 20;

    private const string SessionType = "session";

    /// <summary>Deletes what is past in a shard, a bounded number of rows. True when none is left but those that wait.</summary>
    private async Task<bool> CleanAsync(int shard)
    {
        string? after = null;
        for (var batch = 0; batch < BatchesPerTurn; batch++)
        {
            var now = services.Now();
            var rows = await services.ReadAsync<SessionState>(RowRange.Expired(shard, Housekeeping.MinuteBefore(now), after), BatchSize);
            if (rows.IsEmpty)
            {
                return true;
            }

            await CleanAsync(rows, now);
            if (rows.Length < BatchSize)
            {
                return true;
            }

            after = rows[^1].Key;
        }

        return false;
    }

    private async Task CleanAsync(ImmutableArray<RangedRow<SessionState>> rows, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<SessionEvent>();
        var past = ImmutableArray.CreateBuilder<RowVersion>(rows.Length);
        var subjects = new HashSet<SubjectKey>();
        var (ends, waiting) = (0, 0);
        foreach (var row in rows)
        {
            // The range says so, and the id itself says it again: nothing else decides that a row may go.
            if (!SessionId.TryParse(row.Key, out var id) || id.DeadlineMinutes >= Housekeeping.MinuteBefore(now))
            {
                continue;
            }

            if (row.State is not { } state || !state.BelongsTo(row.Key))
            {
                if (Housekeeping.IsAbandoned(id, now))
                {
                    past.Add(new(row.Key, row.ETag));
                }
                else
                {
                    waiting++;
                }

                continue;
            }

            ends += Collect(state, events);
            past.Add(new(row.Key, row.ETag));
            if (state.Facts is not null)
            {
                subjects.Add(state.SubjectKey);
            }
        }

        if (events.Count > 0)
        {
            await services.HandOnAsync(events.ToImmutable());
        }

        var deleted = past.Count > 0 && services.Fence.TryGetTerm(out _) ? await services.DeleteAsync(SessionType, past.ToImmutable()) : 0;
        services.Instruments.Janitor.Cleaned(deleted, events.Count, ends);
        Tally(sweep => sweep with { Rows = sweep.Rows + deleted, Events = sweep.Events + events.Count, Ends = sweep.Ends + ends, Unreadable = sweep.Unreadable + waiting });
        await TidyAsync(subjects);
    }

    /// <summary>Adds what is still to be handed on, with the end that nobody recorded. Answers how many ends those are: 0 or 1.</summary>
    private int Collect(SessionState state, ImmutableArray<SessionEvent>.Builder events)
    {
        var end = Housekeeping.FinalEnd(state, services.EdgeRing.Current.IdMask);
        if (end is not null)
        {
            var ended = state with { Tombstone = end };
            state = SessionLedger.Record(state, ended) ?? ended;
        }

        events.AddRange(state.Events.Waiting);
        return end is null ? 0 : 1;
    }
}

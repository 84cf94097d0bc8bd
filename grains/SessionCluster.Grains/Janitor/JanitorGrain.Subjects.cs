using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Janitor;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Grains.Janitor;

/// <summary>
/// Subjects that are over: those of deleted sessions are told, once each, and a slow walk, a hundred rows at a time, finds those that nothing tells of: a cut-off matters for an hour longer than the sessions that it ended.
/// </summary>
internal sealed partial class JanitorGrain
{
    private const string SubjectType = "subject";
    private const int TidiedAtOnce = 16;

    private async Task TidyAsync(IReadOnlyCollection<SubjectKey> subjects)
    {
        foreach (var some in subjects.Chunk(TidiedAtOnce))
        {
            var tidied = await Task.WhenAll(some.Select(TidyAsync));
            var deleted = tidied.Count(gone => gone);
            services.Instruments.Janitor.Tidied(deleted);
            Tally(sweep => sweep with { Subjects = sweep.Subjects + deleted });
        }
    }

    private async Task<bool> TidyAsync(SubjectKey subject)
    {
        try
        {
            return await services.Grains.GetGrain<ISubjectLifecycleGrain>(subject.ToString()).Tidy();
        }
        catch (Exception exception)
        {
            // It is found again by the walk.
            _problem = exception.Message;
            LogFailed(services.Logger, exception);
            return false;
        }
    }

    private async Task WalkSubjectsAsync()
    {
        var rows = await services.ReadAsync<SubjectState>(RowRange.All(SubjectType, _state!.Subject), BatchSize);
        var now = services.Now();
        var spent = new List<SubjectKey>();
        foreach (var row in rows)
        {
            if (row.State is { } state && state.BelongsTo(row.Key) && SpentSubject.IsSpent(state, now))
            {
                spent.Add(state.Key);
            }
        }

        await TidyAsync(spent);
        _state = _state with { Subject = rows.Length < BatchSize ? "" : rows[^1].Key };
    }
}

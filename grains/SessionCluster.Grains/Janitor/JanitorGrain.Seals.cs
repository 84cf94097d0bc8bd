using System.Collections.Immutable;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Sessions;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Grains.Janitor;

/// <summary>
/// While the silo ring has more than one key: passes through every row, a page a second, that have rows under former keys written again by their grains, and count what they found. A whole pass that found none under a key
/// says that the key seals nothing any more.
/// </summary>
internal sealed partial class JanitorGrain
{
    private const int SealPage = 200;

    private static readonly TimeSpan SealPace = TimeSpan.FromSeconds(1);

    // Silos read their rings every 2 s: one that lags a little still seals under the former key.
    private static readonly TimeSpan RingLag = TimeSpan.FromSeconds(10);

    private static readonly ImmutableArray<string> SealedTypes = [SessionType, SubjectType, ContainmentLimits.GrainTypeName, Key];

    private (KeyRing Ring, DateTimeOffset Since)? _ring;

    private async Task<TimeSpan> SealAsync()
    {
        if (services.SiloRing?.Current is not { Count: > 1 } ring)
        {
            (_ring, _state) = (null, _state! with { Seals = null });
            return NoWork;
        }

        var now = services.Now();
        if (_ring?.Ring != ring)
        {
            // What a pass under another ring has found says nothing of this one.
            (_ring, _state) = ((ring, now), _state!.Seals is { } begun && begun.CurrentKeyId == ring.CurrentId ? _state : _state with { Seals = null });
        }

        if (_state!.Seals is null)
        {
            if (now - _ring!.Value.Since < RingLag)
            {
                return RingLag;
            }

            _state = _state with { Seals = new() { StartedAt = now, CurrentKeyId = ring.CurrentId } };
        }

        var seals = _state.Seals;
        var rows = await ReadSealsAsync(SealedTypes[seals.Type], seals.After);
        var old = ImmutableArray.CreateBuilder<string>();
        var found = seals.Found;
        foreach (var (key, keyId) in rows)
        {
            if (keyId is { } id)
            {
                found = found.SetItem(id, found.GetValueOrDefault(id) + 1);
                if (id != ring.CurrentId)
                {
                    old.Add(key);
                }
            }
        }

        var resealed = await ResealAsync(SealedTypes[seals.Type], old.ToImmutable());
        seals = seals with { Found = found, Resealed = seals.Resealed + resealed, After = rows.Length < SealPage ? "" : rows[^1].Key, Type = rows.Length < SealPage ? seals.Type + 1 : seals.Type };
        if (seals.Type < SealedTypes.Length)
        {
            _state = _state with { Seals = seals };
            return SealPace;
        }

        await NoteAsync(_state with { Seals = null, FormerSeals = seals with { EndedAt = services.Now(), Type = 0 } });
        LogSealed(services.Logger, seals.CurrentKeyId, seals.Resealed);
        return SealPace;
    }

    private async Task<ImmutableArray<(string Key, byte? KeyId)>> ReadSealsAsync(string type, string after)
    {
        var range = RowRange.All(type, after);
        return type switch
        {
            SessionType => [.. (await services.ReadAsync<SessionState>(range, SealPage)).Select(row => (row.Key, row.SealKeyId))],
            SubjectType => [.. (await services.ReadAsync<SubjectState>(range, SealPage)).Select(row => (row.Key, row.SealKeyId))],
            _ => [.. (await services.ReadAsync<ContainmentHead>(range, SealPage)).Select(row => (row.Key, row.SealKeyId))],
        };
    }

    private async Task<int> ResealAsync(string type, ImmutableArray<string> keys)
    {
        if (keys.IsEmpty)
        {
            return 0;
        }

        switch (type)
        {
            case SessionType:
                return await ResealAsync(keys, key => services.Grains.GetGrain<ISessionLifecycleGrain>(key).Reseal());
            case SubjectType:
                return await ResealAsync(keys, key => services.Grains.GetGrain<ISubjectLifecycleGrain>(key).Reseal());
            case ContainmentLimits.GrainTypeName:
                return await ResealAsync([keys[0]], _ => services.Grains.GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey).Reseal()) * keys.Length;
            default:
                await NoteAsync(_state!);
                return 1;
        }
    }

    private async Task<int> ResealAsync(ImmutableArray<string> keys, Func<string, Task<bool>> reseal)
    {
        var done = 0;
        foreach (var some in keys.Chunk(TidiedAtOnce))
        {
            done += (await Task.WhenAll(some.Select(TryAsync))).Count(sealedAnew => sealedAnew);
        }

        return done;

        async Task<bool> TryAsync(string key)
        {
            try
            {
                return await reseal(key);
            }
            catch (Exception exception)
            {
                // The next pass finds it again.
                _problem = exception.Message;
                LogFailed(services.Logger, exception);
                return false;
            }
        }
    }
}

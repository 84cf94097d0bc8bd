using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Events;

/// <summary>Refusals of one key since they were last taken. Safe to use from many threads.</summary>
/// <param name="facts">Whose session it is; <see langword="null"/> for those counted for nobody in particular.</param>
internal sealed class RefusalCount(SessionFacts? facts)
{
    private long _count;

    public SessionFacts? Facts => facts;

    /// <summary>False when the key was given up meanwhile: count it anew.</summary>
    public bool TryAdd() => Interlocked.Increment(ref _count) > 0;

    /// <summary>Takes what was counted.</summary>
    public long Take() => Interlocked.Exchange(ref _count, 0);

    /// <summary>True when nothing has been counted since it was last taken; then nothing will be any more.</summary>
    public bool TryClose() => Interlocked.CompareExchange(ref _count, long.MinValue, 0) == 0;
}

using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Fence;

/// <summary>The fence of this silo: held until the last renewal's beginning + T, by the monotonic and by the wall clock, whichever ends first (P-F1).</summary>
public sealed class SiloFence([FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : ISiloFence
{
    /// <summary>T: how long a renewal licenses, 3 s.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>1.1 T: how long to wait until a predecessor's fence has certainly run out.</summary>
    public static readonly TimeSpan SafeWait = Duration * 1.1;

    private volatile Hold _hold = new(default, 0, default);
    private volatile string? _endedBecause;

    /// <summary>Why the fence ended for the life of the process; <see langword="null"/> while it has not.</summary>
    public string? EndedBecause => _endedBecause;

    /// <summary>True when the silo may answer now.</summary>
    public bool IsHeld => TryGetTerm(out _);

    /// <summary>How often it was held again after a gap.</summary>
    public long Losses => Math.Max(0, _hold.Term.Number - 1);

    /// <inheritdoc/>
    public bool TryGetTerm(out FenceTerm term)
    {
        var hold = _hold;
        term = hold.Term;
        return IsCurrent(hold);
    }

    /// <inheritdoc/>
    public bool Holds(FenceTerm term)
    {
        var hold = _hold;
        return hold.Term == term && IsCurrent(hold);
    }

    /// <summary>Reads both clocks: to be taken before the reading that renews.</summary>
    internal FenceInstant Now() => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>Renews. One caller only: the renewal loop.</summary>
    /// <param name="start">Taken before the reading.</param>
    internal void Renew(FenceInstant start)
    {
        var hold = _hold;
        var term = IsCurrent(hold) ? hold.Term : new FenceTerm(hold.Term.Number + 1);
        _hold = new(term, start.Timestamp + (long)(Duration.TotalSeconds * clock.TimestampFrequency), start.Wall + Duration);
    }

    /// <summary>Gives the fence up for the life of the process.</summary>
    internal void EndForLife(string reason) => _endedBecause ??= reason;

    private bool IsCurrent(Hold hold) => _endedBecause is null && clock.GetTimestamp() < hold.UntilTimestamp && clock.GetUtcNow() < hold.UntilWall;

    private sealed record Hold(FenceTerm Term, long UntilTimestamp, DateTimeOffset UntilWall);
}

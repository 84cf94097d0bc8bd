namespace SessionCluster.Unit.Tests.Cli.Hosting;

/// <summary>A clock that stands, and leaps to the end of every wait as soon as somebody waits: for a program that does one thing at a time.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _now += dueTime;

        // Not from here: whoever waits has not got its timer yet.
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Elapsed();
    }

    private sealed class Elapsed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

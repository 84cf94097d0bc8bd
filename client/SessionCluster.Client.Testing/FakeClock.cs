namespace SessionCluster.Client.Testing;

/// <summary>A clock that runs ahead of another by what the test has added.</summary>
internal sealed class FakeClock(TimeProvider clock) : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan span) => Interlocked.Add(ref _ahead, span.Ticks);
}

namespace SessionCluster.Client.Sessions;

/// <summary>
/// One logical call, sent at most twice within one deadline. A silo that died answers nobody (L21), so the first sending may take half of the time at most; an answer that comes after it was given up is never looked at,
/// and the second has an age of its own (P-F8).
/// </summary>
internal static class SafeRepeat
{
    /// <summary>After a first answer that came early, before asking again: 250 ms. A fence that was lost, or a gateway that went, is not back at once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the first sending may take.</summary>
    public static TimeSpan FirstOf(TimeSpan deadline) => deadline / 2;

    /// <summary>Pauses if the first sending left the time for it; how much time the second has.</summary>
    public static async ValueTask<TimeSpan> PauseAsync(long startedAt, TimeSpan deadline, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(startedAt) < FirstOf(deadline))
        {
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }

        return deadline - clock.GetElapsedTime(startedAt);
    }

    /// <summary>Sends, and sends again where the first answer says so.</summary>
    /// <param name="send">Sends once, and waits as long as it is told; it is told whether this is the last time.</param>
    /// <param name="isPassing">True for an answer that is in doubt for a while only.</param>
    /// <param name="deadline">For both together.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<T> SendAsync<T>(Func<TimeSpan, bool, Task<T>> send, Func<T, bool> isPassing, TimeSpan deadline, TimeProvider clock, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var first = await send(FirstOf(deadline), false).ConfigureAwait(false);
        if (!isPassing(first))
        {
            return first;
        }

        var left = await PauseAsync(startedAt, deadline, clock, cancellationToken).ConfigureAwait(false);
        return left > TimeSpan.Zero ? await send(left, true).ConfigureAwait(false) : first;
    }
}

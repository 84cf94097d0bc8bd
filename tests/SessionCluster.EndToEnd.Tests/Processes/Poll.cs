using System.Diagnostics;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Asks again until the answer is as expected: for what another process does in its own time.</summary>
internal static class Poll
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is as expected.</summary>
    /// <exception cref="TimeoutException">It is not, in time; the message has the last answer.</exception>
    public static async Task UntilAsync<T>(T expected, TimeSpan patience, Func<Task<T>> ask)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, answer))
            {
                return;
            }

            if (waited.Elapsed > patience)
            {
                throw new TimeoutException($"The answer was still '{answer}' after {patience.TotalSeconds} s, not '{expected}'.");
            }

            await Task.Delay(Period, TestContext.Current.CancellationToken);
        }
    }
}

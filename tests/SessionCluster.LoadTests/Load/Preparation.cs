using System.Diagnostics;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Load;

/// <summary>Establishes the sessions that the load begins with, and asks again where nobody answers.</summary>
internal sealed class Preparation(SessionContext context, LoadOptions options)
{
    private const int Together = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _beganAt = Stopwatch.GetTimestamp();

    /// <exception cref="LoadException">The service refuses to establish such sessions, or nobody answers.</exception>
    public Task RunAsync() => Parallel.ForAsync(0, options.Sessions, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (_, _) => await EstablishAsync());

    private async Task EstablishAsync()
    {
        while (true)
        {
            var (descriptor, holder, group) = context.Terms.Next();
            switch (await context.Client.EstablishAsync(descriptor))
            {
                case EstablishResult.Established established:
                    context.Book.Add(new TrackedSession(established, descriptor.Subject, descriptor.MaxUses, holder, group));
                    return;
                case EstablishResult.Refused refused:
                    throw LoadException.Usage($"The service refuses to establish a session of class '{options.Class}' for audience '{options.Audience}': {refused.Detail}");
                case EstablishResult.Unavailable unavailable when Stopwatch.GetElapsedTime(_beganAt) > options.Patience:
                    throw LoadException.Unavailable($"The service establishes no sessions: unavailable, {unavailable.Reason}, for {options.Patience.TotalSeconds:0} s.");
            }

            await Task.Delay(Pause);
        }
    }
}

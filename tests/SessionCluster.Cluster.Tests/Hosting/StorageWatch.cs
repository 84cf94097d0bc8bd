namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Waits for what the store holds: looked at after each write that landed, so that no test sleeps.</summary>
internal static class StorageWatch
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(this TestStorage storage, Func<bool> condition, string missing)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        storage.Landed += Look;
        try
        {
            Look(null!);
            await met.Task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Within {Limit.TotalSeconds} s the store did not come to hold: {missing}.");
        }
        finally
        {
            storage.Landed -= Look;
        }

        void Look(StorageOperation operation)
        {
            if (condition())
            {
                met.TrySetResult();
            }
        }
    }
}

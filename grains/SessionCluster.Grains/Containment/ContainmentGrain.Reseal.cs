namespace SessionCluster.Grains.Containment;

/// <summary>The log's rows under a former silo key are written again as they are, which seals them under the current one.</summary>
internal sealed partial class ContainmentGrain
{
    public async Task<bool> Reseal()
    {
        await _turn.WaitAsync();
        try
        {
            return await _log.LoadAsync() && await _log.ResealAsync();
        }
        finally
        {
            _turn.Release();
        }
    }
}

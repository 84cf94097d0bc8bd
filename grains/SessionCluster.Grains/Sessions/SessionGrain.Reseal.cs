using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>A row under a former silo key is written again as it is, which seals it under the current one.</summary>
internal sealed partial class SessionGrain
{
    public async Task<bool> Reseal() =>
        await LoadAsync(patient: true) is null && await WriteAsync(landed => landed is null ? null : Compose(landed)) is WriteOutcome.Landed or WriteOutcome.Read;
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// Brings this silo's set to a version that has landed: by a change without a gap, else by loading the whole log (P-C1). A version that was skipped may have brought more than this change.
/// </summary>
internal sealed partial class ContainmentIntake(
    SiloContainment containment,
    ContainmentReader reader,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    ILogger<ContainmentIntake> logger)
{
    /// <summary>True once validations of this silo see that version or a newer one.</summary>
    public async Task<bool> TakeAsync(ContainmentChange change)
    {
        var known = containment.Current;
        if (known.Version < change.Version)
        {
            if (change.Follows(known))
            {
                containment.Offer(change.ApplyTo(known));
            }
            else if (!await LoadAsync(change.Version))
            {
                return false;
            }
        }

        // Looked up, not concluded: an acknowledgement hangs on what validations of this silo really see.
        return containment.Current.Version >= change.Version;
    }

    private async Task<bool> LoadAsync(long version)
    {
        try
        {
            using var deadline = new CancellationTokenSource(RowStore.OperationTimeout, clock);
            containment.Offer(await reader.ReadAsync(containment.Current, deadline.Token));
            return true;
        }
        catch (Exception exception)
        {
            LogNotLoaded(version, exception.Message);
            return false;
        }
    }

    [LoggerMessage(1402, LogLevel.Warning, "Version {Version} of the containment log has landed, and could not be loaded: {Problem}", EventName = "ContainmentNotLoaded")]
    private partial void LogNotLoaded(long version, string problem);
}

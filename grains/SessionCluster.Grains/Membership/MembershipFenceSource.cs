using SessionCluster.Grains.Fence;

namespace SessionCluster.Grains.Membership;

/// <summary>
/// The fence's source in a cluster (P-F1): this silo's own row in the membership table, read from the table itself, past every cache: the question is what others may already have written there.
/// </summary>
internal sealed class MembershipFenceSource(IMembershipTable table, ILocalSiloDetails silo) : IFenceSource
{
    private bool _seen;

    /// <summary>
    /// Always (P-F5): who was declared dead before this silo first looked may still hold its fence, and this silo knows no directory hold for it. An empty table is no exception: somebody may
    /// have emptied it under silos that still run, and each of those notices only at its next renewal.
    /// </summary>
    public bool MustWaitAtStart => true;

    public bool IsJoining => true;

    public async ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken)
    {
        var own = await table.ReadRowAsync(silo.SiloAddress, cancellationToken).WaitAsync(cancellationToken);
        foreach (var (entry, _) in own.Members)
        {
            if (entry.SiloAddress.Equals(silo.SiloAddress))
            {
                _seen = true;
                return entry.Status == SiloStatus.Dead ? FenceReading.DeadForLife("the membership table says that this silo is dead") : FenceReading.Alive;
            }
        }

        // Before it was ever seen, it may just not be written yet: that renews nothing, and ends nothing.
        return _seen
            ? FenceReading.DeadForLife("this silo's row is gone from the membership table")
            : throw new InvalidOperationException("this silo has no row in the membership table yet");
    }
}

using Orleans.Runtime;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Silo.Endpoints.Cluster;

/// <summary>Asks every silo of the membership about itself, all at once: one that does not answer costs a second, however many there are.</summary>
internal sealed class ClusterRoll(IClusterMembershipService membership, ISiloReports reports, TimeProvider clock)
{
    /// <summary>How long a silo may take to answer: 1 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Every silo that is not dead, in the order of their addresses.</summary>
    public async Task<IReadOnlyList<ListedSilo>> CallAsync(CancellationToken cancellationToken)
    {
        var members = membership.CurrentSnapshot.Members.Values;
        var silos = await Task.WhenAll(members.Select(member => AskAsync(member, cancellationToken)));
        return [.. silos.OfType<ListedSilo>().OrderBy(silo => silo.Address)];
    }

    private async Task<ListedSilo?> AskAsync(ClusterMember member, CancellationToken cancellationToken)
    {
        if (SiloStatusWords.Of(member.Status) is not { } status)
        {
            return null;
        }

        if (member.Status is SiloStatus.Created or SiloStatus.Joining)
        {
            // It answers once it is active.
            return new(member.SiloAddress, member.Name, status, null);
        }

        try
        {
            var report = await reports.ReadAsync(member.SiloAddress).WaitAsync(Patience, clock, cancellationToken);
            return new(member.SiloAddress, member.Name, status, report);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it is what the operator asked about: this silo does not answer.
            return new(member.SiloAddress, member.Name, SiloStatusWords.Unreachable, null);
        }
    }
}

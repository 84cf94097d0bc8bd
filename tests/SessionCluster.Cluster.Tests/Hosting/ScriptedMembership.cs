using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>A membership that says what a test says. <see cref="Own"/> is the silo that looks.</summary>
internal sealed class ScriptedMembership : IClusterMembershipService
{
    public static SiloAddress Own { get; } = Silo(1);

    public ClusterMembershipSnapshot CurrentSnapshot { get; set; } = Snapshot(0);

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException("Snapshots are handed over one by one.");

    public static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 20_000 + number, 1);

    public static ClusterMembershipSnapshot Snapshot(long version, params (SiloAddress Silo, SiloStatus Status)[] members) =>
        new(members.ToImmutableDictionary(member => member.Silo, member => new ClusterMember(member.Silo, member.Status, member.Silo.ToString())), new MembershipVersion(version));

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(false);
}

using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Cluster;

/// <summary>The members of what operators see of the cluster.</summary>
internal static class ClusterMembers
{
    private static readonly MemberTable Silo = new(
        new Member(ClusterNames.Address, MemberKind.Text, "where other silos reach it, with the number of its start") { IsRequired = true },
        new Member(ClusterNames.Name, MemberKind.Text, "its name") { IsRequired = true },
        new Member(ClaimNames.Status, MemberKind.Text, "its place in the membership; unreachable when it is in there and does not answer within 1 s") { IsRequired = true, Words = SiloStatusWords.All },
        new Member(ClusterNames.FenceHeld, MemberKind.Flag, "whether it may answer; this and what follows is left out when it does not answer"),
        new Member(ClusterNames.FenceEnded, MemberKind.Text, "why it may never answer again; left out while it may"),
        new Member(ClusterNames.ContainmentVersion, MemberKind.Integer, "the version of the containment log that it has in force"),
        new Member(ClusterNames.SessionsInMemory, MemberKind.Integer, "sessions in its memory"),
        new Member(ClusterNames.Validations, MemberKind.Integer, "validations its sessions have answered since it started"),
        new Member(ClusterNames.Version, MemberKind.Text, "the version of its software"),
        new Member(ClusterNames.StartedAt, MemberKind.Integer, "when it started, in Unix seconds"));

    public static MemberTable Answer { get; } = new(
        new Member(ClusterNames.ClusterId, MemberKind.Text, "the cluster's id") { IsRequired = true },
        new Member(ClusterNames.Silos, MemberKind.Objects, "every silo of the membership that is not dead, in the order of their addresses") { IsRequired = true, Members = Silo });
}

using System.Collections.Immutable;
using Orleans.Runtime;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Calls through one silo: what a client is answered whose gateway that is.</summary>
internal static class SiloCalls
{
    private static int _strangers = 100;

    public static ISessionGrain SessionGrain(this SessionTestCluster cluster, int silo, SessionId id) => cluster.Of<IGrainFactory>(silo).GetGrain<ISessionGrain>(id.ToString());

    public static async Task<string> PresentAsync(this SessionTestCluster cluster, int silo, SessionId id, SessionActivity activity = SessionActivity.User) =>
        (await cluster.SessionGrain(silo, id).Validate(new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders, Activity = activity })).ToString();

    public static Task<RevokeOutcome> TryRevokeAsync(this SessionTestCluster cluster, int silo, SessionId id) => cluster.SessionGrain(silo, id).Revoke(new RevokeCall { Order = SessionSamples.Admin });

    public static Task<RevokeOutcome> TryRevokeAllAsync(this SessionTestCluster cluster, int silo, SubjectId subject) =>
        cluster.Of<IGrainFactory>(silo).GetGrain<ISubjectGrain>(subject.Key.ToString()).Revoke(new RevokeSubjectCall { Subject = subject, Order = SessionSamples.Admin });

    /// <summary>Establishes sessions until one is in that silo.</summary>
    public static async Task<SessionId> AdmitInAsync(this SessionTestCluster cluster, int silo, Func<Task<SessionId>>? admit = null)
    {
        while (true)
        {
            var id = await (admit is null ? cluster.AdmitAsync(SessionSamples.NewSubject()) : admit());
            if (cluster.Activations(id).Single().Address.SiloAddress!.Equals(cluster.Silo(silo).SiloAddress))
            {
                return id;
            }
        }
    }

    /// <summary>A silo that was never there dies unannounced, as far as that silo can see.</summary>
    public static void SeesADeath(this SessionTestCluster cluster, int silo)
    {
        var seen = cluster.Of<IClusterMembershipService>(silo).CurrentSnapshot;
        var stranger = ScriptedMembership.Silo(Interlocked.Increment(ref _strangers));
        var version = Math.Max(seen.Version.Value, cluster.Of<DeathWatch>(silo).Current.Version.Value) + 1;
        cluster.Of<DeathWatch>(silo).Take(new(seen.Members.Add(stranger, new ClusterMember(stranger, SiloStatus.Dead, "stranger")), new MembershipVersion(version)));
    }
}

using Orleans.Configuration;

namespace SessionCluster.TestSilo.Membership;

/// <summary>
/// A silo that reads the membership table by itself every ten minutes only: it learns from others who comes and goes, and of its own death late. What it answers meanwhile, nothing but the fence decides.
/// </summary>
internal static class SlowMembership
{
    public static void Apply(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<ClusterMembershipOptions>(membership => membership.TableRefreshTimeout = TimeSpan.FromMinutes(10));
}

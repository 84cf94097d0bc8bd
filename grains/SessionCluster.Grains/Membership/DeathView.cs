using System.Collections.Immutable;

namespace SessionCluster.Grains.Membership;

/// <summary>What this silo knows of deaths, at one membership version.</summary>
/// <param name="Version">Every death up to this version is in it.</param>
/// <param name="Living">Silos that were not dead.</param>
/// <param name="Deaths">Silos that have died, as long as the membership still names them or their death still counts.</param>
/// <param name="Announced">Silos that had given their fence up before they left (P-F5).</param>
internal sealed record DeathView(
    MembershipVersion Version,
    ImmutableHashSet<SiloAddress> Living,
    ImmutableDictionary<SiloAddress, Death> Deaths,
    ImmutableHashSet<SiloAddress> Announced)
{
    public static DeathView Empty { get; } = new(MembershipVersion.MinValue, [], ImmutableDictionary<SiloAddress, Death>.Empty, []);

    /// <summary>The latest death that was not announced; <see langword="null"/> when there is none.</summary>
    public long? LatestUnclean { get; } = Latest(Deaths, Announced);

    /// <summary>Whether a silo died unannounced after that version.</summary>
    public bool AnyUncleanSince(MembershipVersion version)
    {
        foreach (var (silo, death) in Deaths)
        {
            if (death.Version > version && !Announced.Contains(silo))
            {
                return true;
            }
        }

        return false;
    }

    private static long? Latest(ImmutableDictionary<SiloAddress, Death> deaths, ImmutableHashSet<SiloAddress> announced)
    {
        long? latest = null;
        foreach (var (silo, death) in deaths)
        {
            if (!announced.Contains(silo) && (latest is null || death.SeenAt > latest))
            {
                latest = death.SeenAt;
            }
        }

        return latest;
    }
}

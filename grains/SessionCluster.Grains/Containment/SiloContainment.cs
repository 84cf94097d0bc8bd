using SessionCluster.Core.Containment;

namespace SessionCluster.Grains.Containment;

/// <summary>The containment set of this silo, in memory. Its version never decreases (P-C2).</summary>
public sealed class SiloContainment
{
    private volatile ContainmentSnapshot _current = ContainmentSnapshot.Empty;

    /// <summary>The set in force.</summary>
    public ContainmentSnapshot Current => _current;

    /// <summary>Puts a newer set in force; an older or equal one is ignored.</summary>
    /// <returns>True when the set in force is at least as new as the offered one, which it always is afterwards.</returns>
    internal bool Offer(ContainmentSnapshot offered)
    {
        while (true)
        {
            var current = _current;
            if (offered.Version <= current.Version)
            {
                return true;
            }

#pragma warning disable CS0420 // A volatile field by reference: Interlocked gives the same ordering.
            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, offered, current), current))
#pragma warning restore CS0420
            {
                return true;
            }
        }
    }
}

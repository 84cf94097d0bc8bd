using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;

namespace SessionCluster.Core.Containment;

/// <summary>One line of the containment log: it refuses while it stands and changes no stored status (P-C3).</summary>
/// <param name="Version">The version it was written for; after a failed write a later one brought it.</param>
/// <param name="Dimension">What it names.</param>
/// <param name="Value">Of a cut-off the subject's key, 32 hexadecimal characters; of a lock what its order says.</param>
/// <param name="CutOffEpoch">Every session admitted at a smaller epoch is refused; 0 for a lock.</param>
[GenerateSerializer, Immutable, Alias("sc.ContainmentEntry")]
public sealed record ContainmentEntry(
    [property: Id(0)] long Version,
    [property: Id(1)] ContainmentDimension Dimension,
    [property: Id(2)] string Value,
    [property: Id(3)] long CutOffEpoch)
{
    /// <summary>Of a cut-off: the one session that goes on (P-S4); unset for none. It goes with the larger epoch when entries are merged.</summary>
    [Id(4)]
    public SessionId Kept { get; init; }

    /// <summary>Of a lock: what it is; <see langword="null"/> for a cut-off.</summary>
    [Id(5)]
    public SessionLockEntry? Lock { get; init; }

    /// <summary>A subject's cut-off as an entry.</summary>
    public static ContainmentEntry Of(long version, SubjectKey subject, SubjectCutOff cutOff)
    {
        ArgumentNullException.ThrowIfNull(cutOff);
        return new(version, ContainmentDimension.Subject, subject.ToString(), cutOff.Epoch) { Kept = cutOff.Kept };
    }

    /// <summary>A lock as an entry.</summary>
    public static ContainmentEntry Of(long version, SessionLockEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(version, (ContainmentDimension)entry.Order.Dimension, entry.Order.Value, 0) { Lock = entry };
    }

    /// <summary>Whether both are of one thing: a subject has one entry, and every lock is one of its own, whatever it names.</summary>
    public bool IsOfTheSame(ContainmentEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Lock is null || other.Lock is null ? Lock is null && other.Lock is null && Dimension == other.Dimension && Value == other.Value : Lock.Id == other.Lock.Id;
    }

    /// <summary>This one, or the newer one of the same subject that has a larger cut-off (P-S2); a lock never changes.</summary>
    public ContainmentEntry MergedWith(ContainmentEntry newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        return Lock is null && newer.CutOffEpoch > CutOffEpoch ? newer : this;
    }
}

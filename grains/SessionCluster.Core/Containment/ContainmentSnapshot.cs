using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Containment;

/// <summary>The containment log as one silo knows it: an immutable set and its version. Every validation looks into it; it is replaced as a whole.</summary>
public sealed class ContainmentSnapshot
{
    private readonly ImmutableDictionary<SubjectKey, long> _cutOffs;

    private ContainmentSnapshot(long version, ImmutableDictionary<SubjectKey, long> cutOffs)
    {
        Version = version;
        _cutOffs = cutOffs;
    }

    /// <summary>Version 0, without entries: a log that was never written.</summary>
    public static ContainmentSnapshot Empty { get; } = new(0, ImmutableDictionary<SubjectKey, long>.Empty);

    /// <summary>The log's version.</summary>
    public long Version { get; }

    /// <summary>Entries in force.</summary>
    public int Count => _cutOffs.Count;

    /// <summary>Makes a snapshot of a whole log. Two entries for one subject are merged by the larger cut-off.</summary>
    /// <exception cref="FormatException">
    /// An entry names no subject key, or something that this version does not know: a silo that can't read the whole log must not hold its fence.
    /// </exception>
    public static ContainmentSnapshot Of(long version, IEnumerable<ContainmentEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var cutOffs = ImmutableDictionary.CreateBuilder<SubjectKey, long>();
        foreach (var entry in entries)
        {
            if (entry.Dimension != ContainmentDimension.Subject || !SubjectKey.TryParse(entry.Value, out var key))
            {
                throw new FormatException($"Containment entry of version {entry.Version} names no subject key.");
            }

            cutOffs[key] = Math.Max(cutOffs.GetValueOrDefault(key), entry.CutOffEpoch);
        }

        return new(version, cutOffs.ToImmutable());
    }

    /// <summary>The snapshot with one cut-off added or raised.</summary>
    public ContainmentSnapshot With(long version, SubjectKey subject, long cutOffEpoch) =>
        new(version, _cutOffs.SetItem(subject, Math.Max(_cutOffs.GetValueOrDefault(subject), cutOffEpoch)));

    /// <summary>The snapshot without a subject's cut-off.</summary>
    public ContainmentSnapshot Without(long version, SubjectKey subject) => new(version, _cutOffs.Remove(subject));

    /// <summary>The cut-off of a subject, or 0.</summary>
    public long CutOffOf(SubjectKey subject) => _cutOffs.GetValueOrDefault(subject);

    /// <summary>Whether a session of that subject and admission epoch is refused, and why.</summary>
    public SessionRefusal Refusal(SubjectKey subject, long admissionEpoch) =>
        _cutOffs.TryGetValue(subject, out var cutOff) && admissionEpoch < cutOff ? SessionRefusal.Revoked : SessionRefusal.None;
}

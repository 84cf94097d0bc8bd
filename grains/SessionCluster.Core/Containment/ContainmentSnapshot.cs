using System.Collections.Immutable;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Containment;

/// <summary>The containment log as one silo knows it: an immutable set and its version. Every validation looks into it; it is replaced as a whole.</summary>
public sealed class ContainmentSnapshot
{
    private readonly ImmutableDictionary<SubjectKey, CutOffMark> _cutOffs;
    private readonly LockSet _locks;

    private ContainmentSnapshot(long version, ImmutableDictionary<SubjectKey, CutOffMark> cutOffs, LockSet locks)
    {
        Version = version;
        _cutOffs = cutOffs;
        _locks = locks;
    }

    /// <summary>Version 0, without entries: a log that was never written.</summary>
    public static ContainmentSnapshot Empty { get; } = new(0, ImmutableDictionary<SubjectKey, CutOffMark>.Empty, LockSet.Empty);

    /// <summary>The log's version.</summary>
    public long Version { get; }

    /// <summary>Entries in force; of locks also those whose time is over and that were not removed yet.</summary>
    public int Count => _cutOffs.Count + _locks.ById.Count;

    /// <summary>Its locks, those whose time is over included, in no order.</summary>
    public IEnumerable<SessionLockEntry> Locks => _locks.ById.Values;

    /// <summary>Makes a snapshot of a whole log. Two entries for one subject are merged by the larger cut-off.</summary>
    /// <exception cref="FormatException">
    /// An entry names no subject key, or something that this version does not know: a silo that can't read the whole log must not hold its fence.
    /// </exception>
    public static ContainmentSnapshot Of(long version, IEnumerable<ContainmentEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var cutOffs = ImmutableDictionary.CreateBuilder<SubjectKey, CutOffMark>();
        var locks = LockSet.Empty;
        foreach (var entry in entries)
        {
            if (entry.Dimension != ContainmentDimension.Subject)
            {
                locks = locks.With(entry);
                continue;
            }

            var key = SubjectOf(entry);
            cutOffs[key] = Larger(cutOffs.GetValueOrDefault(key), entry);
        }

        return new(version, cutOffs.ToImmutable(), locks);
    }

    /// <summary>The snapshot with one cut-off added or raised, or one lock added.</summary>
    /// <exception cref="FormatException">As <see cref="Of"/>.</exception>
    public ContainmentSnapshot With(long version, ContainmentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Dimension != ContainmentDimension.Subject)
        {
            return new(version, _cutOffs, _locks.With(entry));
        }

        var key = SubjectOf(entry);
        return new(version, _cutOffs.SetItem(key, Larger(_cutOffs.GetValueOrDefault(key), entry)), _locks);
    }

    /// <summary>The snapshot with one cut-off added or raised, that keeps no session.</summary>
    public ContainmentSnapshot With(long version, SubjectKey subject, long cutOffEpoch) =>
        With(version, new ContainmentEntry(version, ContainmentDimension.Subject, subject.ToString(), cutOffEpoch));

    /// <summary>The snapshot without a subject's cut-off, or without a lock.</summary>
    /// <exception cref="FormatException">As <see cref="Of"/>.</exception>
    public ContainmentSnapshot Without(long version, ContainmentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Dimension == ContainmentDimension.Subject ? Without(version, SubjectOf(entry)) : new(version, _cutOffs, _locks.Without(entry));
    }

    /// <summary>The snapshot without a subject's cut-off.</summary>
    public ContainmentSnapshot Without(long version, SubjectKey subject) => new(version, _cutOffs.Remove(subject), _locks);

    /// <summary>The same cut-offs without the locks, for whoever asks what a session will be when they are gone.</summary>
    public ContainmentSnapshot WithoutLocks() => new(Version, _cutOffs, LockSet.Empty);

    /// <summary>The cut-off of a subject, or 0.</summary>
    public long CutOffOf(SubjectKey subject) => _cutOffs.GetValueOrDefault(subject).Epoch;

    /// <summary>The lock of that id, or <see langword="null"/>.</summary>
    public SessionLockEntry? FindLock(EventId id) => _locks.ById.GetValueOrDefault(id);

    /// <summary>Whether a cut-off has ended the session, which says <c>revoked</c>.</summary>
    public bool IsCutOff(SessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return IsCutOff(state.SubjectKey, state.AdmissionEpoch, state.Id);
    }

    /// <summary>Whether a cut-off has ended the session of that subject, admission epoch and id.</summary>
    public bool IsCutOff(SubjectKey subject, long admissionEpoch, SessionId session) => _cutOffs.TryGetValue(subject, out var cutOff) && cutOff.Ends(session, admissionEpoch);

    /// <summary>Whether a lock refuses the session, which says <c>locked</c>. A lock ends at its <c>until</c>, by the deciding silo's clock, and changes nothing: afterwards the session is what it was (P-C3).</summary>
    public bool IsLocked(SessionState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _locks.Names(state, now);
    }

    private static CutOffMark Larger(CutOffMark known, ContainmentEntry entry) => entry.CutOffEpoch > known.Epoch ? new(entry.CutOffEpoch, entry.Kept) : known;

    private static SubjectKey SubjectOf(ContainmentEntry entry) => entry.Lock is null && SubjectKey.TryParse(entry.Value, out var key)
        ? key
        : throw new FormatException($"Containment entry of version {entry.Version} names no subject key.");
}

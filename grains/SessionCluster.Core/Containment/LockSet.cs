using System.Collections.Immutable;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Containment;

/// <summary>Every lock of the log, by dimension and by id. Immutable.</summary>
internal sealed record LockSet
{
    /// <summary>No locks: a decision then looks into no table.</summary>
    public static LockSet Empty { get; } = new();

    public ImmutableDictionary<EventId, SessionLockEntry> ById { get; private init; } = ImmutableDictionary<EventId, SessionLockEntry>.Empty;

    private LockTable<ClientId> Clients { get; init; } = LockTable<ClientId>.Empty;

    private LockTable<KeyThumbprint> Keys { get; init; } = LockTable<KeyThumbprint>.Empty;

    private LockTable<DeviceId> Devices { get; init; } = LockTable<DeviceId>.Empty;

    private StandingLocks All { get; init; } = StandingLocks.None;

    /// <summary>Whether a lock that stands at that instant names the session: its client or the caller that established it, its key, its device, or everything.</summary>
    public bool Names(SessionState state, DateTimeOffset now) => !ById.IsEmpty
        && (All.StandAt(now)
            || Clients.Names(state.EstablishedBy, now)
            || Devices.Names(state.Device, now)
            || (state.Facts is { } facts && (Clients.Names(facts.ClientId, now) || (facts.Confirmation is { } confirmation && Keys.Names(confirmation.Thumbprint, now)))));

    /// <summary>The set with a lock.</summary>
    /// <exception cref="FormatException">It names nothing that this version knows.</exception>
    public LockSet With(ContainmentEntry entry)
    {
        var added = entry.Lock ?? throw Unknown(entry);
        var with = this with { ById = ById.SetItem(added.Id, added) };
        return entry.Dimension switch
        {
            ContainmentDimension.Client when ClientId.TryCreate(entry.Value, out var client) => with with { Clients = Clients.With(client, added) },
            ContainmentDimension.Key when KeyThumbprint.TryParse(entry.Value, out var key) => with with { Keys = Keys.With(key, added) },
            ContainmentDimension.Device when DeviceId.TryCreate(entry.Value, out var device) => with with { Devices = Devices.With(device, added) },
            ContainmentDimension.All when entry.Value.Length == 0 => with with { All = All.With(added) },
            _ => throw Unknown(entry),
        };
    }

    /// <summary>The set without a lock.</summary>
    /// <exception cref="FormatException">It names nothing that this version knows.</exception>
    public LockSet Without(ContainmentEntry entry)
    {
        var removed = entry.Lock ?? throw Unknown(entry);
        var without = this with { ById = ById.Remove(removed.Id) };
        return entry.Dimension switch
        {
            ContainmentDimension.Client when ClientId.TryCreate(entry.Value, out var client) => without with { Clients = Clients.Without(client, removed) },
            ContainmentDimension.Key when KeyThumbprint.TryParse(entry.Value, out var key) => without with { Keys = Keys.Without(key, removed) },
            ContainmentDimension.Device when DeviceId.TryCreate(entry.Value, out var device) => without with { Devices = Devices.Without(device, removed) },
            ContainmentDimension.All when entry.Value.Length == 0 => without with { All = All.Without(removed.Id) },
            _ => throw Unknown(entry),
        };
    }

    private static FormatException Unknown(ContainmentEntry entry) => new($"Containment entry of version {entry.Version} names nothing that this version knows (dimension {(int)entry.Dimension}).");
}

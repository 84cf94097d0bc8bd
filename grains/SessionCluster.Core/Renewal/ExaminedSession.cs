using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Renewal;

/// <summary>What a subject learns of a session whose holder has shown to hold it: enough to decide what a new authentication does for it, and to establish its successor.</summary>
[GenerateSerializer, Immutable, Alias("sc.ExaminedSession")]
public sealed record ExaminedSession
{
    /// <summary>Its facts.</summary>
    [Id(0)]
    public required SessionFacts Facts { get; init; }

    /// <summary>What closes it: <see cref="SessionRefusal.Idle"/>, <see cref="SessionRefusal.Locked"/>, or <see cref="SessionRefusal.None"/> for a session that is active.</summary>
    [Id(1)]
    public SessionRefusal ClosedBy { get; init; }

    /// <summary>Its own lock at that moment, noted or about to be; <see langword="null"/> while it has none. Only this one is lifted: whatever comes later was not decided about.</summary>
    [Id(2)]
    public SessionLock? Lock { get; init; }

    /// <summary>Its use limit; <see langword="null"/> for none.</summary>
    [Id(3)]
    public int? MaxUses { get; init; }

    /// <summary>Somebody has proven to have its key: at its establishment, or now.</summary>
    [Id(4)]
    public bool IsProven { get; init; }

    /// <summary>The client context that it was established with; <see langword="null"/> for none.</summary>
    [Id(5)]
    public ClientContext? Context { get; init; }

    /// <summary>Its device; unset for none.</summary>
    [Id(6)]
    public DeviceId Device { get; init; }

    /// <summary>Describes a session that has facts.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What its activation knows beyond it.</param>
    /// <param name="closedBy">What closes it.</param>
    public static ExaminedSession Of(SessionState state, in SessionUsage usage, SessionRefusal closedBy)
    {
        ArgumentNullException.ThrowIfNull(state);
        var facts = state.Facts ?? throw new ArgumentException("A session without facts is held by nobody.", nameof(state));
        return new()
        {
            Facts = facts,
            ClosedBy = closedBy,
            Lock = SessionLock.Stricter(state.Lock, usage.Lock),
            MaxUses = state.Budget?.Limit,
            IsProven = state.Possession is { IsProven: true } || facts.Confirmation is { Method: ConfirmationMethod.Jkt },
            Context = state.Context?.Declared,
            Device = state.Device,
        };
    }
}

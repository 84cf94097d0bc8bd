using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Events;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Rows;

namespace SessionCluster.Core.Sessions;

/// <summary>What is stored of a session. Immutable: a write composes a new value from the landed one.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionState")]
public sealed record SessionState : IKeyedState
{
    /// <summary>The session's own key, so that a row moved to another key is noticed.</summary>
    [Id(0)]
    public SessionId Id { get; init; }

    /// <summary>The facts; <see langword="null"/> only in a tombstone that was inserted where no row was (P-S5).</summary>
    [Id(1)]
    public SessionFacts? Facts { get; init; }

    /// <summary>The subject's key, which containment entries name.</summary>
    [Id(2)]
    public SubjectKey SubjectKey { get; init; }

    /// <summary>The hash of the secret's digest.</summary>
    [Id(3)]
    public SecretHash SecretHash { get; init; }

    /// <summary>The caller that established it.</summary>
    [Id(4)]
    public ClientId EstablishedBy { get; init; }

    /// <summary>The subject's epoch at admission. A cut-off ends every smaller epoch, whatever any clock says.</summary>
    [Id(5)]
    public long AdmissionEpoch { get; init; }

    /// <summary>The edge key of its token. Retiring the key ends the session.</summary>
    [Id(6)]
    public byte EdgeKeyId { get; init; }

    /// <summary>The last activity as last stored: coarse, never later than the true one (P-W5).</summary>
    [Id(7)]
    public DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The use budget; <see langword="null"/> without a limit.</summary>
    [Id(8)]
    public UseBudget? Budget { get; init; }

    /// <summary>The end, once it has come.</summary>
    [Id(9)]
    public SessionTombstone? Tombstone { get; init; }

    /// <summary>What it asks of whoever presents it; <see langword="null"/> for a bearer session. The key itself is in the facts.</summary>
    [Id(10)]
    public PossessionTerms? Possession { get; init; }

    /// <summary>The client context it goes by; <see langword="null"/> for none.</summary>
    [Id(11)]
    public ContextTerms? Context { get; init; }

    /// <summary>Its own lock; <see langword="null"/> while it has none.</summary>
    [Id(12)]
    public SessionLock? Lock { get; init; }

    /// <summary>Its class lets it be introspected although a validation would ask for more.</summary>
    [Id(13)]
    public bool Introspectable { get; init; }

    /// <summary>When its secret is to be replaced; <see langword="null"/> for sessions that were established before 0.4, which go by the defaults.</summary>
    [Id(14)]
    public RotationTerms? RotationTerms { get; init; }

    /// <summary>Its secrets beyond the current one; <see langword="null"/> while it was never rotated.</summary>
    [Id(15)]
    public RotationState? Rotation { get; init; }

    /// <summary>Since when a copy of its token is known to be about (evidence); <see langword="null"/> while none is, and again after a rotation or a step-up.</summary>
    [Id(16)]
    public DateTimeOffset? TaintedAt { get; init; }

    /// <summary>The device it was established for; unset for none.</summary>
    [Id(17)]
    public DeviceId Device { get; init; }

    /// <summary>Its events.</summary>
    [Id(18)]
    public EventLedger Events { get; init; } = EventLedger.Empty;

    /// <summary>Risk from which a signal locks it: its class's policy at establishment.</summary>
    [Id(19)]
    public RiskLevel LocksFrom { get; init; } = RiskLevel.Medium;

    /// <summary>How many authentications it goes back on: 0 at establishment, one more with every step-up; an event names it.</summary>
    [Id(20)]
    public int StepUps { get; init; }

    /// <inheritdoc/>
    public bool BelongsTo(string grainKey) => Id.ToString() == grainKey;
}

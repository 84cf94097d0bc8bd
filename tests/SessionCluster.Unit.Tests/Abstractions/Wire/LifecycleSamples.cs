using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Renewal;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Rotation, step-up, re-authentication and signals: one value of every message and outcome.</summary>
internal static class LifecycleSamples
{
    /// <summary>A successor that is handed out, once.</summary>
    public static SessionSecret Secret { get; } = SessionSecret.FromBytes(Sample.Secret);

    public static ExaminedSession Examined { get; } = new()
    {
        Facts = WireParts.Facts,
        ClosedBy = SessionRefusal.Locked,
        Lock = WireParts.Lock,
        MaxUses = 9,
        IsProven = true,
        Context = WireParts.Context,
        Device = WireParts.Device,
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new RotateCall
        {
            SecretDigest = Sample.Digest,
            Scheme = TokenScheme.DPoP,
            Possession = WireParts.Evidence,
            RotationId = RotationId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
            Ticket = WireParts.Ticket,
        },
        new RotateOutcome.Rotated(Secret, 7, WireParts.Facts) { RotateAfter = Sample.Start },
        new RotateOutcome.Conflict("Name the rotation."),
        new ProveCall { Held = WireParts.Held, Ticket = WireParts.Ticket },
        new RenewalCall
        {
            Subject = Sample.Subject,
            Held = WireParts.Held,
            Authentication = WireParts.Authentication,
            NewSecretDigest = Sample.Digest,
            EdgeKeyId = 7,
            Caller = ClientId.Create("login"),
            Ticket = WireParts.Ticket,
        },
        new RenewalOutcome.Renewed(WireParts.Facts, 7) { RotateAfter = Sample.Start },
        new RenewalOutcome.Refused(EstablishRefusal.Reauthenticate, "Authenticate again."),
        new RenewalOutcome.Unavailable(UnavailableReason.Storage),
        new StepUpOrder
        {
            Effect = StepUpEffect.Reopen,
            NewSecretDigest = Sample.Digest,
            Assurance = AssuranceLevel.Aal3,
            Methods = ["hwk", "pin"],
            AuthenticatedAt = Sample.Start,
            Lock = WireParts.Lock,
        },
        new SignalCall { Type = SignalType.Leak, Level = RiskLevel.High, Caller = ClientId.Create("radar"), SecretDigest = Sample.Digest, Ticket = WireParts.Ticket },
        SignalOutcome.NotEntitled,
        Examined,
    ];
}

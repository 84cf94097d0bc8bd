using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>One value of every message, outcome and state, with no member left at its default.</summary>
internal static class WireSamples
{
    public static IReadOnlyList<object> All { get; } =
    [
        new ValidateCall
        {
            SecretDigest = Sample.Digest,
            Audience = Audience.Create("orders"),
            Activity = SessionActivity.User,
            Requirements = new ValidationRequirements { Scope = Sample.Scope("a b"), Assurance = AssuranceLevel.Aal3, MaxAuthenticationAge = TimeSpan.FromSeconds(90), Human = true },
            Ticket = WireParts.Ticket,
            Attempt = AttemptId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
            Caller = ClientId.Create("shop"),
            Scheme = TokenScheme.DPoP,
            Possession = WireParts.Evidence,
            Context = WireParts.Context,
        },
        new IntrospectCall { SecretDigest = Sample.Digest, Audiences = [Audience.Create("orders")], Ticket = WireParts.Ticket },
        new EndCall { SecretDigest = Sample.Digest, Scheme = TokenScheme.DPoP, Possession = WireParts.Evidence, Ticket = WireParts.Ticket },
        new EndOutcome.Ended(WireParts.Receipt),
        new EstablishCall
        {
            Subject = Sample.Subject,
            Class = SessionClassName.Create("interactive"),
            Audiences = [Audience.Create("orders")],
            Authentication = WireParts.Authentication,
            SecretDigest = Sample.Digest,
            EdgeKeyId = 7,
            ClientId = ClientId.Create("shop"),
            EstablishedBy = ClientId.Create("login"),
            Scope = Sample.Scope("a b"),
            MaxUses = 9,
            Attributes = Sample.Attributes("plan", "gold"),
            Ticket = WireParts.Ticket,
            Confirmation = WireParts.Confirmation,
            ConfirmationEvidence = WireParts.Evidence,
            KeyStorage = KeyStorage.Hardware,
            Context = WireParts.Context,
            Device = WireParts.Device,
        },
        new RevokeCall
        {
            Order = Sample.Order,
            SecretDigest = Sample.Digest,
            OnlyIfEstablishedBy = ClientId.Create("login"),
            Ticket = WireParts.Ticket,
            OnlyIfOfClient = ClientId.Create("portal"),
            OnlyIfOfSubject = Sample.Subject,
        },
        new RevokeSubjectCall { Subject = Sample.Subject, Order = Sample.Order, Ticket = WireParts.Ticket, Keep = WireParts.Held },
        new InfoCall { Ticket = WireParts.Ticket },
        new ListCall { After = Sample.Id, Ticket = WireParts.Ticket },
        new EstablishOutcome.Established(Sample.Id, Sample.Start + Sample.Absolute, Sample.Idle, AssuranceLevel.Aal2) { Confirmation = WireParts.Confirmation, RotateAfter = Sample.Start },
        new EstablishOutcome.Refused(EstablishRefusal.Conflict, "Authenticate again."),
        new EstablishOutcome.Unavailable(UnavailableReason.Storage),
        new RevokeOutcome.Revoked(WireParts.Receipt),
        new RevokeOutcome.UnknownSession(),
        new RevokeOutcome.Unavailable(UnavailableReason.ContainmentFull),
        new InfoOutcome.Found(new SessionInfo
        {
            Facts = WireParts.Facts,
            Status = SessionStatus.Locked,
            EstablishedBy = ClientId.Create("login"),
            LastUsedAt = Sample.Start,
            IdleDeadline = Sample.Start + Sample.Idle,
            MaxUses = 9,
            UsesLeft = 2,
            Receipt = WireParts.Receipt,
            Order = Sample.Order,
            Device = WireParts.Device,
            Generation = 2,
            LockedOn = SessionRefusal.ContextChanged,
            TaintedAt = Sample.Start,
            Events = 3,
            EventHead = WireParts.Event.Hash,
        }),
        new InfoOutcome.UnknownSession(),
        new InfoOutcome.Unavailable(UnavailableReason.Row),
        new ListOutcome.Page([Sample.Id], true),
        new ListOutcome.Unavailable(UnavailableReason.Fence),
        new KeyRingDescription(1, [new KeyDescription(1, "0123456789abcdef")]),
        RowSamples.Session,
        RowSamples.Subject,
        new LockOutcome.Locked(Sample.EventId, Sample.Start),
        new LockOutcome.Full(),
        new LockOutcome.Unavailable(UnavailableReason.Fence),
        new LockList([WireParts.LockEntry], true) { Events = 3, EventHead = WireParts.Ledger.Head },
        UnlockOutcome.UnknownLock,
        .. LifecycleSamples.All,
        .. ClusterSamples.All,
    ];

    /// <summary>What holds a verdict, which always leaves members at their defaults: it is one of three things.</summary>
    public static IReadOnlyList<object> Verdicts { get; } =
    [
        SessionVerdict.Accept(WireParts.Facts, Sample.Start),
        new EndOutcome.Denied(Refused),
        new RotateOutcome.Denied(Refused),
        new RenewalOutcome.Denied(Refused),
        new RevokeOutcome.KeepDenied(Refused),
        new ExamineOutcome(Refused, LifecycleSamples.Examined),
    ];

    private static SessionVerdict Refused => SessionVerdict.Challenge(SessionRefusal.ProofStale, "a nonce");
}

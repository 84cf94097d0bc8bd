using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>One value of every message, outcome and state, with no member left at its default.</summary>
internal static class WireSamples
{
    private static readonly CallerTicket Ticket = new([1, 2, 3]);

    private static readonly SubjectCutOff CutOff = new(5, Sample.Start, Sample.Order, Sample.EventId);

    private static readonly RevocationReceipt Receipt = Sample.Tombstone().ToReceipt(Sample.Id) with { Subject = Sample.Subject };

    private static readonly Confirmation Confirmation = new(ConfirmationMethod.Jkt, KeyThumbprint.Of("a key"u8));

    private static readonly ClientContext Context = ClientContext.Of("a browser", "a laptop");

    private static readonly PossessionEvidence Evidence = new()
    {
        Proof = new() { Key = Confirmation.Thumbprint, Id = Digest128.Of("a proof id"), IssuedAtSeconds = 1_700_000_000, Nonce = Digest128.Of("a nonce"), Text = Digest128.Of("a proof") },
        Presented = new() { Text = "a.b.c", Method = "GET", Uri = "https://orders.example/", TokenHash = Sample.Digest },
        Certificate = KeyThumbprint.Of("a certificate"u8),
    };

    private static readonly SessionFacts Facts = Sample.Facts() with { Confirmation = Confirmation, KeyStorage = KeyStorage.Hardware };

    private static readonly SessionLockEntry Lock = new(Sample.EventId, new(LockDimension.Client, "shop", Sample.Order) { Until = Sample.Start, Message = "its secret was found" }, Sample.Start);

    /// <summary>A session as version 0.1 knew it.</summary>
    public static SessionState FormerState { get; } = Sample.State() with { Budget = new UseBudget(64, 8), Tombstone = Sample.Tombstone() };

    public static SessionState State { get; } = FormerState with
    {
        Facts = Facts,
        Possession = new() { Verification = ProofVerification.Silo, ProofLifetime = TimeSpan.FromSeconds(30), ReplayEntries = 64, NonceAlways = true, IsProven = true },
        Context = new(Context, ContextAction.Lock),
        Lock = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start },
        Introspectable = true,
    };

    /// <summary>A subject as version 0.1 knew it.</summary>
    public static SubjectState FormerSubject { get; } = new()
    {
        Key = Sample.Subject.Key,
        Subject = Sample.Subject,
        Epoch = 5,
        Contained = 4,
        CutOff = CutOff,
        Sessions = [new ListedSession(Sample.Id, SessionClassName.Create("interactive"), 4)],
        Events = [AdmittedEvent.Of("event-1", Sample.Start.AddSeconds(605))],
    };

    public static SubjectState Subject { get; } = FormerSubject with { Sessions = [FormerSubject.Sessions[0] with { KeyHash = 7 }] };

    public static IReadOnlyList<object> All { get; } =
    [
        new ValidateCall
        {
            SecretDigest = Sample.Digest,
            Audience = Audience.Create("orders"),
            Activity = SessionActivity.User,
            Requirements = new ValidationRequirements { Scope = Sample.Scope("a b"), Assurance = AssuranceLevel.Aal3, MaxAuthenticationAge = TimeSpan.FromSeconds(90) },
            Ticket = Ticket,
            Attempt = AttemptId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
            Caller = ClientId.Create("shop"),
            Scheme = TokenScheme.DPoP,
            Possession = Evidence,
            Context = Context,
        },
        new IntrospectCall { SecretDigest = Sample.Digest, Audiences = [Audience.Create("orders")], Ticket = Ticket },
        new EndCall { SecretDigest = Sample.Digest, Scheme = TokenScheme.DPoP, Possession = Evidence, Ticket = Ticket },
        new EndOutcome.Ended(Receipt),
        new EstablishCall
        {
            Subject = Sample.Subject,
            Class = SessionClassName.Create("interactive"),
            Audiences = [Audience.Create("orders")],
            Authentication = new AuthenticationEvent(["pwd", "otp"], Sample.Start, "event-1"),
            SecretDigest = Sample.Digest,
            EdgeKeyId = 7,
            ClientId = ClientId.Create("shop"),
            EstablishedBy = ClientId.Create("login"),
            Scope = Sample.Scope("a b"),
            MaxUses = 9,
            Attributes = Sample.Attributes("plan", "gold"),
            Ticket = Ticket,
            Confirmation = Confirmation,
            ConfirmationEvidence = Evidence,
            KeyStorage = KeyStorage.Hardware,
            Context = Context,
        },
        new RevokeCall { Order = Sample.Order, SecretDigest = Sample.Digest, OnlyIfEstablishedBy = ClientId.Create("login"), Ticket = Ticket, OnlyIfOfClient = ClientId.Create("portal") },
        new RevokeSubjectCall { Subject = Sample.Subject, Order = Sample.Order, Ticket = Ticket },
        new InfoCall { Ticket = Ticket },
        new ListCall { After = Sample.Id, Ticket = Ticket },
        new EstablishOutcome.Established(Sample.Id, Sample.Start + Sample.Absolute, Sample.Idle, AssuranceLevel.Aal2) { Confirmation = Confirmation },
        new EstablishOutcome.Refused(EstablishRefusal.Conflict, "Authenticate again."),
        new EstablishOutcome.Unavailable(UnavailableReason.Storage),
        new RevokeOutcome.Revoked(Receipt),
        new RevokeOutcome.UnknownSession(),
        new RevokeOutcome.Unavailable(UnavailableReason.ContainmentFull),
        new InfoOutcome.Found(new SessionInfo
        {
            Facts = Facts,
            Status = SessionStatus.Locked,
            EstablishedBy = ClientId.Create("login"),
            LastUsedAt = Sample.Start,
            IdleDeadline = Sample.Start + Sample.Idle,
            MaxUses = 9,
            UsesLeft = 2,
            Receipt = Receipt,
            Order = Sample.Order,
        }),
        new InfoOutcome.UnknownSession(),
        new InfoOutcome.Unavailable(UnavailableReason.Row),
        new ListOutcome.Page([Sample.Id], true),
        new ListOutcome.Unavailable(UnavailableReason.Fence),
        new KeyRingDescription(1, [new KeyDescription(1, "0123456789abcdef")]),
        State,
        Subject,
        new ProofLuggage { Proofs = [1, 2, 3], Nonces = ["a nonce"], DrawnAt = [Sample.Start], ColdSince = Sample.Start },
        new ContainmentEntry(7, ContainmentDimension.Subject, Sample.Subject.Key.ToString(), 5) { Kept = Sample.Id, Lock = Lock },
        new LockOutcome.Locked(Sample.EventId, Sample.Start),
        new LockOutcome.Full(),
        new LockOutcome.Unavailable(UnavailableReason.Fence),
        new LockList([Lock], true),
        UnlockOutcome.UnknownLock,
    ];
}

using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Events;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>What several samples hold, with no member left at its default.</summary>
internal static class WireParts
{
    public static CallerTicket Ticket { get; } = new([1, 2, 3]);

    public static RevocationReceipt Receipt { get; } = Sample.Tombstone().ToReceipt(Sample.Id) with { Subject = Sample.Subject };

    public static AuthenticationEvent Authentication { get; } = new(["pwd", "otp"], Sample.Start, "event-1");

    public static Confirmation Confirmation { get; } = new(ConfirmationMethod.Jkt, KeyThumbprint.Of("a key"u8));

    public static ClientContext Context { get; } = ClientContext.Of("a browser", "a laptop");

    public static DeviceId Device { get; } = DeviceId.Create("laptop-7");

    public static PossessionEvidence Evidence { get; } = new()
    {
        Proof = new() { Key = Confirmation.Thumbprint, Id = Digest128.Of("a proof id"), IssuedAtSeconds = 1_700_000_000, Nonce = Digest128.Of("a nonce"), Text = Digest128.Of("a proof") },
        Presented = new() { Text = "a.b.c", Method = "GET", Uri = "https://orders.example/", TokenHash = Sample.Digest },
        Certificate = KeyThumbprint.Of("a certificate"u8),
    };

    public static HeldSession Held { get; } = new() { Id = Sample.Id, SecretDigest = Sample.Digest, Scheme = TokenScheme.DPoP, Possession = Evidence };

    public static SessionFacts Facts { get; } = Sample.Facts() with { Confirmation = Confirmation, KeyStorage = KeyStorage.Hardware, Human = true };

    public static SessionLock Lock { get; } = new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start };

    public static SessionLockEntry LockEntry { get; } =
        new(Sample.EventId, new(LockDimension.Client, "shop", Sample.Order) { Until = Sample.Start, Message = "its secret was found" }, Sample.Start);

    public static SessionEvent Event { get; } = new()
    {
        Stream = Sample.Id.ToString(),
        Sequence = 3,
        Kind = SessionEventKind.Revoked,
        At = Sample.Start,
        Id = Sample.EventId,
        Initiator = Sample.Order.Initiator,
        Subject = Sample.Subject,
        ClientId = ClientId.Create("shop"),
        Class = SessionClassName.Create("interactive"),
        Reason = "other",
        Detail = "a laptop was lost",
        Previous = EventHash.Of("the second event"u8),
        Hash = EventHash.Of("the third event"u8),
    };

    public static EventLedger Ledger { get; } = new() { Count = 3, Head = Event.Hash, Waiting = [Event] };
}

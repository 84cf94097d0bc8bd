using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Sessions;

/// <summary>The members of what operators see of a session.</summary>
internal static class InfoMembers
{
    /// <summary>What a stream of events comes to.</summary>
    public static MemberTable Events { get; } = new(
        new Member(ClaimNames.Count, MemberKind.Integer, "how many") { IsRequired = true },
        new Member(ClaimNames.Head, MemberKind.Text, "the hash of the latest: what the chain of the event log must end with") { IsRequired = true });

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Subject, MemberKind.Text, "the subject") { IsRequired = true },
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle") { IsRequired = true },
        new Member(ClaimNames.Class, MemberKind.Text, "the session class") { IsRequired = true },
        new Member(ClaimNames.Human, MemberKind.Flag, "true when it stands for a human being who acts in person; left out otherwise"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "the client that holds the session") { IsRequired = true },
        new Member(ClaimNames.Scope, MemberKind.Text, "the scope; left out when empty"),
        new Member(ClaimNames.Audience, MemberKind.Texts, "the services it is for") { IsRequired = true },
        new Member(ClaimNames.AssuranceLevel, MemberKind.Text, "the assurance level; left out below aal1") { Words = ["aal1", "aal2", "aal3"] },
        new Member(ClaimNames.Methods, MemberKind.Texts, "the authentication methods") { IsRequired = true },
        new Member(ClaimNames.AuthenticatedAt, MemberKind.Integer, "when the subject authenticated, in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.ExpiresAt, MemberKind.Integer, "the absolute deadline in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.Confirmation, MemberKind.Object, "the key it is bound to; left out for a bearer session") { Members = ConfirmationMembers.Table },
        new Member(ClaimNames.KeyStorage, MemberKind.Text, "where that key lives, if the login service said") { Words = ["software", "hardware"] },
        new Member(ClaimNames.Attributes, MemberKind.TextMap, "what the login service attached; left out when empty"),
        new Member(ClaimNames.Status, MemberKind.Text, "where it is in its life") { IsRequired = true, Words = [.. Enum.GetValues<SessionStatus>().Select(StatusWords.Of)] },
        new Member(ClaimNames.EstablishedBy, MemberKind.Text, "the client that established it") { IsRequired = true },
        new Member(ClaimNames.IssuedAt, MemberKind.Integer, "when it was established, in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.IdleTimeout, MemberKind.Integer, "seconds after the last use at which it is refused") { IsRequired = true },
        new Member(ClaimNames.LastUsedAt, MemberKind.Integer, "the last activity, in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.IdleExpiresAt, MemberKind.Integer, "when it is refused unless it is used, in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.MaxUses, MemberKind.Integer, "the use limit, if it has one"),
        new Member(ClaimNames.UsesLeft, MemberKind.Integer, "uses that may still be accepted, never overstated; with max_uses"),
        new Member(ClaimNames.DeviceId, MemberKind.Text, "the device it was established for, if the login service named one"),
        new Member(ClaimNames.Generation, MemberKind.Integer, "how often its secret was replaced, by rotation or step-up") { IsRequired = true },
        new Member(ClaimNames.LockedOn, MemberKind.Text, "why it is locked by itself: the refusal that a validation would give"),
        new Member(ClaimNames.TaintedAt, MemberKind.Integer, "since when its token is known to be in other hands too, in Unix seconds"),
        new Member(ClaimNames.Events, MemberKind.Object, "its events so far") { IsRequired = true, Members = Events },
        new Member(ClaimNames.Reason, MemberKind.Text, "why it was ended") { Words = ReasonMembers.Reason.Words },
        new Member(ClaimNames.ReasonDetail, MemberKind.Text, "why, in words"),
        new Member(ClaimNames.InitiatedBy, MemberKind.Text, "the client that ended it; left out when its holder or a rule of this service did"),
        ReceiptMembers.RevokedAt with { IsRequired = false },
        ReceiptMembers.EffectiveAt with { IsRequired = false },
        ReceiptMembers.EventId with { IsRequired = false });
}

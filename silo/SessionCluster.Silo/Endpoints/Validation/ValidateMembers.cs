using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Validation;

/// <summary>The members of a validation, and of its answers.</summary>
internal static class ValidateMembers
{
    private static readonly MemberTable Required = new(
        new Member(ClaimNames.Scope, MemberKind.Text, "a string of at most 64 scope tokens separated by single spaces, 1,024 characters in all; the session must have all of them"),
        new Member(ClaimNames.AssuranceLevel, MemberKind.Text, "one of aal1, aal2, aal3: the session must have at least this level") { Words = ["aal1", "aal2", "aal3"] },
        new Member(ClaimNames.MaxAge, MemberKind.Integer, "an integer from 0 to 2147483647: seconds since the authentication, at most"),
        new Member(ClaimNames.Human, MemberKind.Flag, "true: the session must stand for a human being who acts in person; false asks nothing"));

    public static MemberTable Request { get; } = new(
        new Member(ClaimNames.Token, MemberKind.Text, "a string of at most 1,024 characters: what was presented as a token") { IsRequired = true },
        new Member(ClaimNames.Scheme, MemberKind.Text, "the authentication scheme it was presented with: DPoP or Bearer") { IsRequired = true, Words = [SchemeWords.DPoP, SchemeWords.Bearer] },
        new Member(ClaimNames.Audience, MemberKind.Text, "one audience, the service that asks: 1 to 256 visible ASCII characters without quotation mark and backslash, and not '*'") { IsRequired = true },
        PossessionMembers.Proof,
        PossessionMembers.Method,
        PossessionMembers.Uri,
        new Member(ClaimNames.PresentedCertificate, MemberKind.Text, "a SHA-256 of the DER of the connection's client certificate in base64url without padding: 43 characters"),
        PossessionMembers.Context,
        new Member(ClaimNames.Activity, MemberKind.Text, "user (the default: this moves the idle deadline) or none") { Words = ["user", "none"] },
        new Member(ClaimNames.Required, MemberKind.Object, "an object with scope, acr, max_age or human") { Members = Required },
        new Member(ClaimNames.Attempt, MemberKind.Text, "32 lower-case hexadecimal characters, not all zero: names this logical call; sent again within 10 s it spends no second use"));

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Active, MemberKind.Flag, "true when the session may be used for what was asked; the facts follow") { IsRequired = true },
        new Member(ClaimNames.Subject, MemberKind.Text, "the subject"),
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle"),
        new Member(ClaimNames.Class, MemberKind.Text, "the session class"),
        new Member(ClaimNames.Human, MemberKind.Flag, "true when it stands for a human being who acts in person; left out otherwise"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "the client that holds the session"),
        new Member(ClaimNames.Scope, MemberKind.Text, "the scope; left out when empty"),
        new Member(ClaimNames.Audience, MemberKind.Text, "the audience that asked"),
        new Member(ClaimNames.AssuranceLevel, MemberKind.Text, "the assurance level; left out below aal1") { Words = ["aal1", "aal2", "aal3"] },
        new Member(ClaimNames.Methods, MemberKind.Texts, "the authentication methods"),
        new Member(ClaimNames.AuthenticatedAt, MemberKind.Integer, "when the subject authenticated, in Unix seconds"),
        new Member(ClaimNames.IssuedAt, MemberKind.Integer, "when the session was established, in Unix seconds"),
        new Member(ClaimNames.ExpiresAt, MemberKind.Integer, "the absolute deadline in Unix seconds"),
        new Member(ClaimNames.IdleTimeout, MemberKind.Integer, "seconds after the last use at which it is refused"),
        new Member(ClaimNames.IdleExpiresAt, MemberKind.Integer, "when the session is refused unless it is used, in Unix seconds"),
        new Member(ClaimNames.Confirmation, MemberKind.Object, "the key it is bound to; left out for a bearer session") { Members = ConfirmationMembers.Table },
        new Member(ClaimNames.KeyStorage, MemberKind.Text, "where that key lives, if the login service said") { Words = ["software", "hardware"] },
        new Member(ClaimNames.Attributes, MemberKind.TextMap, "what the login service attached; left out when empty"),
        new Member(ClaimNames.TokenType, MemberKind.Text, "how it is presented") { Words = [SchemeWords.DPoP, SchemeWords.Bearer] },
        new Member(ClaimNames.RotateAfter, MemberKind.Integer, "when its holder should rotate the token, in Unix seconds, perhaps in the past; left out for on demand"),
        new Member(ClaimNames.Nonce, MemberKind.Text, "to be sent on as DPoP-Nonce, with a refusal and with an acceptance; left out when there is none"),
        new Member(ClaimNames.Refusal, MemberKind.Text, "when not active: why"),
        new Member(ClaimNames.Status, MemberKind.Integer, "when not active: the HTTP status to send on"),
        new Member(ClaimNames.Challenge, MemberKind.Text, "when not active: the WWW-Authenticate to send on; left out with status 429"));
}

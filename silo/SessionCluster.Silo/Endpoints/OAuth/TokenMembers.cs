using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary>The parameters of an introspection and of a revocation, and the members of an introspection's answer.</summary>
internal static class TokenMembers
{
    /// <summary>Others are skipped, as RFC 6749 section 3.2 asks.</summary>
    public static MemberTable Request { get; } = new(
        new Member(ClaimNames.Token, MemberKind.Text, "what was presented as a token, any text") { IsRequired = true },
        new Member(ClaimNames.TokenTypeHint, MemberKind.Text, "anything: there is one kind of token"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "the client id of the Authorization header, if anything"));

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Active, MemberKind.Flag, "true when the session is live for one of the caller's services; when false nothing follows") { IsRequired = true },
        new Member(ClaimNames.Scope, MemberKind.Text, "the scope; left out when empty"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "the client that holds the session"),
        new Member(ClaimNames.Subject, MemberKind.Text, "the subject"),
        new Member(ClaimNames.Audience, MemberKind.Texts, "those of the session's audiences that the caller may name"),
        new Member(ClaimNames.Issuer, MemberKind.Text, "the issuer of the metadata"),
        new Member(ClaimNames.ExpiresAt, MemberKind.Integer, "the absolute deadline in Unix seconds; the session may end earlier"),
        new Member(ClaimNames.IssuedAt, MemberKind.Integer, "when the session was established, in Unix seconds"),
        new Member(ClaimNames.TokenType, MemberKind.Text, "how it is presented") { Words = [SchemeWords.DPoP, SchemeWords.Bearer] },
        new Member(ClaimNames.Confirmation, MemberKind.Object, "the key it is bound to; left out for a bearer session") { Members = ConfirmationMembers.Table },
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle"),
        new Member(ClaimNames.AssuranceLevel, MemberKind.Text, "the assurance level; left out below aal1") { Words = ["aal1", "aal2", "aal3"] },
        new Member(ClaimNames.Methods, MemberKind.Texts, "the authentication methods"),
        new Member(ClaimNames.AuthenticatedAt, MemberKind.Integer, "when the subject authenticated, in Unix seconds"));
}

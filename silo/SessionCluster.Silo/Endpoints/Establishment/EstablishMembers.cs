using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Establishment;

/// <summary>The members of an establishment, and of its answer.</summary>
internal static class EstablishMembers
{
    /// <summary>Largest instant: the last second of the year 9999.</summary>
    public const long LastSecond = 253_402_300_799;

    /// <summary>The members of an authentication event.</summary>
    public static MemberTable Authentication { get; } = new(
        new Member(ClaimNames.Methods, MemberKind.Texts, "an array of 1 to 16 different RFC 8176 method words, each of 1 to 32 visible ASCII characters") { IsRequired = true },
        new Member(ClaimNames.AuthenticatedAt, MemberKind.Integer, "an integer: seconds since 1970-01-01T00:00:00Z when the subject authenticated") { IsRequired = true },
        new Member(ClaimNames.Id, MemberKind.Text, "a string of 1 to 256 characters that names the authentication event; it admits one session only"));

    public static MemberTable Request { get; } = new(
        new Member(ClaimNames.Subject, MemberKind.Text, "a string of 1 to 256 bytes of UTF-8 without control characters, and not '.' or '..'") { IsRequired = true },
        new Member(ClaimNames.Class, MemberKind.Text, "the name of a session class: 1 to 32 lower-case letters, digits or '-'") { IsRequired = true },
        new Member(ClaimNames.Audience, MemberKind.Texts, "an array of 1 to 8 different audiences, each of 1 to 256 visible ASCII characters without quotation mark and backslash, and not '*'") { IsRequired = true },
        new Member(ClaimNames.Authentication, MemberKind.Object, "an object with amr and auth_time") { IsRequired = true, Members = Authentication },
        new Member(ClaimNames.Confirmation, MemberKind.Object, "an object with jkt or x5t#S256, one of them: the key to bind the session to") { Members = ConfirmationMembers.Table },
        new Member(ClaimNames.ConfirmationProof, MemberKind.Object, "an object with proof, method and uri: a DPoP proof by that key over a request of the login service's own")
        {
            Members = new MemberTable(PossessionMembers.Proof with { IsRequired = true }, PossessionMembers.Method with { IsRequired = true }, PossessionMembers.Uri with { IsRequired = true }),
        },
        new Member(ClaimNames.KeyStorage, MemberKind.Text, "one of software, hardware: where the key lives; with cnf or cnf_proof") { Words = ["software", "hardware"] },
        new Member(ClaimNames.DeviceId, MemberKind.Text, "a device id: 1 to 64 letters, digits, '.', '_' or '-'; a lock of that device refuses the session"),
        PossessionMembers.Context,
        new Member(ClaimNames.Scope, MemberKind.Text, "a string of at most 64 scope tokens separated by single spaces, 1,024 characters in all"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "a client id: 1 to 64 letters, digits, '.', '_' or '-'; the caller by default"),
        new Member(ClaimNames.MaxUses, MemberKind.Integer, "an integer from 1 to 1000000000: how many validations may be accepted in all"),
        new Member(ClaimNames.Attributes, MemberKind.TextMap, "a flat object with string values and non-empty, distinct names, at most 2,048 bytes of JSON"));

    public static MemberTable Answer { get; } = new(
        new Member(ClaimNames.Token, MemberKind.Text, "the session token, shown this once") { IsRequired = true },
        new Member(ClaimNames.TokenType, MemberKind.Text, "how to present it") { IsRequired = true, Words = [SchemeWords.DPoP, SchemeWords.Bearer] },
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle: 32 lower-case hexadecimal characters") { IsRequired = true },
        new Member(ClaimNames.ExpiresAt, MemberKind.Integer, "the absolute deadline in Unix seconds") { IsRequired = true },
        new Member(ClaimNames.ExpiresIn, MemberKind.Integer, "seconds until the absolute deadline") { IsRequired = true },
        new Member(ClaimNames.IdleTimeout, MemberKind.Integer, "seconds after the last use at which the session is refused") { IsRequired = true },
        new Member(ClaimNames.RotateAfter, MemberKind.Integer, "when to rotate the token, in Unix seconds; left out for on demand"),
        new Member(ClaimNames.AssuranceLevel, MemberKind.Text, "the assurance level computed from the methods; left out below aal1") { Words = ["aal1", "aal2", "aal3"] },
        new Member(ClaimNames.Confirmation, MemberKind.Object, "the key it is bound to; left out for a bearer session") { Members = ConfirmationMembers.Table });
}

using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>The members of problem details (RFC 9457 section 3.1, and <c>code</c>).</summary>
internal static class ProblemMembers
{
    public static MemberTable Answer { get; } = new(
        new Member("type", MemberKind.Text, "always about:blank: the code says which problem it is") { IsRequired = true },
        new Member("title", MemberKind.Text, "the status in words") { IsRequired = true },
        new Member("status", MemberKind.Integer, "the HTTP status") { IsRequired = true },
        new Member("detail", MemberKind.Text, "a sentence that says what to do; it may change") { IsRequired = true },
        new Member("code", MemberKind.Text, "the stable code") { IsRequired = true },
        new Member(ClaimNames.Refusal, MemberKind.Text, "with session_refused and keep_refused: why the session is refused, as a validation says it"),
        new Member(ClaimNames.EndClientStatus, MemberKind.Integer, "with them: the HTTP status to send on to the session's holder"),
        new Member(ClaimNames.Challenge, MemberKind.Text, "with them: the WWW-Authenticate to send on; left out with status 429"),
        new Member(ClaimNames.Nonce, MemberKind.Text, "with them: to be sent on as DPoP-Nonce; left out when there is none"));

    /// <summary>The members of an error of RFC 6749 section 5.2.</summary>
    public static MemberTable OAuth { get; } = new(
        new Member(ClaimNames.Error, MemberKind.Text, "the error of RFC 6749") { IsRequired = true },
        new Member(ClaimNames.ErrorDescription, MemberKind.Text, "a sentence that says what to do; it may change") { IsRequired = true });
}

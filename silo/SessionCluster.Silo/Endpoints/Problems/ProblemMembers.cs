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
        new Member("code", MemberKind.Text, "the stable code") { IsRequired = true });

    /// <summary>The members of an error of RFC 6749 section 5.2.</summary>
    public static MemberTable OAuth { get; } = new(
        new Member(ClaimNames.Error, MemberKind.Text, "the error of RFC 6749") { IsRequired = true },
        new Member(ClaimNames.ErrorDescription, MemberKind.Text, "a sentence that says what to do; it may change") { IsRequired = true });
}

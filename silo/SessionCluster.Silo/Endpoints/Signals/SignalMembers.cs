using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Signals;

/// <summary>The members of a signal.</summary>
internal static class SignalMembers
{
    public static MemberTable Request { get; } = new(
        new Member(ClaimNames.Token, MemberKind.Text, "a string of at most 1,024 characters: the token of the session; or send sid"),
        new Member(ClaimNames.SessionId, MemberKind.Text, "the handle of a session that this client has validated lately: 32 lower-case hexadecimal characters; or send token"),
        new Member(ClaimNames.Type, MemberKind.Text, "one of risk, leak") { IsRequired = true, Words = [.. Enum.GetValues<SignalType>().Select(SignalWords.Of)] },
        new Member(ClaimNames.Level, MemberKind.Text, "one of low, medium, high: how high the risk is") { IsRequired = true, Words = [.. Enum.GetValues<RiskLevel>().Select(RiskWords.Of)] });
}

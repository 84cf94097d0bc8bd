using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>The members that show possession of a key, and those that declare a client.</summary>
internal static class PossessionMembers
{
    public static Member Proof { get; } = new(ClaimNames.Proof, MemberKind.Text, "a string of at most 8,192 characters: the content of the DPoP header, whatever it is");

    /// <summary>The members of a session that is presented in the body of a call that its proof is for.</summary>
    public static Member[] Presented { get; } =
    [
        new(ClaimNames.Token, MemberKind.Text, "a string of at most 1,024 characters: what the holder presents as its token") { IsRequired = true },
        new(ClaimNames.Scheme, MemberKind.Text, "how it is presented: DPoP or Bearer") { IsRequired = true, Words = [SchemeWords.DPoP, SchemeWords.Bearer] },
        new(ClaimNames.Proof, MemberKind.Text, "a string of at most 8,192 characters: a DPoP proof by the session's key for this call of this service (its public URL) and the token"),
        new(ClaimNames.PresentedCertificate, MemberKind.Text, "a SHA-256 of the DER of the holder's client certificate in base64url without padding: 43 characters"),
    ];

    public static Member Method { get; } = new(ClaimNames.Method, MemberKind.Text, "a string of at most 32 characters: the method of the request that the proof came with");

    public static Member Uri { get; } = new(ClaimNames.Uri, MemberKind.Text, "a string of at most 4,096 characters: the absolute URI of that request, as its client sees it");

    public static Member Context { get; } = new(ClaimNames.Context, MemberKind.Object, "an object with v, and ua or device")
    {
        Members = new MemberTable(
            new Member(ClaimNames.Version, MemberKind.Integer, "1") { IsRequired = true },
            new Member(ClaimNames.UserAgent, MemberKind.Text, "the first 16 bytes of the SHA-256 of the User-Agent in base64url without padding: 22 characters"),
            new Member(ClaimNames.Device, MemberKind.Text, "the same of what names the device")),
    };
}

using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>Calls, and good answers to them.</summary>
internal static class HttpSamples
{
    public static ValidateDescriptor Presented { get; } = new() { Token = Specimen.Token, Audience = Audience.Create("orders") };

    public static RevocationOrder Order { get; } = new(RevocationReason.Admin, null, EndInitiator.By(ClientId.Create("ops")));

    public static EstablishDescriptor Establish { get; } = new()
    {
        Subject = Sample.Subject,
        Class = SessionClassName.Create("interactive"),
        Audiences = [Audience.Create("orders")],
        Authentication = new(["pwd", "otp"], Sample.Start),
        EstablishedBy = ClientId.Create("ops"),
    };

    public static JsonObject Accepted => Parse("""
        { "active": true, "sub": "alice", "sid": "0123456789abcdef0123456789abcdef", "class": "bearer", "client_id": "portal", "scope": "a b", "aud": "orders", "acr": "aal2", "amr": ["pwd", "otp"],
          "auth_time": 1799999990, "iat": 1800000000, "exp": 1800003600, "idle_timeout": 600, "idle_expires_at": 1800000600, "attributes": { "plan": "gold" }, "token_type": "Bearer", "later": { "any": [1] } }
        """);

    public static JsonObject Refused => Parse("""{ "active": false, "refusal": "revoked", "status": 401, "challenge": "Bearer error=\"invalid_token\"" }""");

    public static JsonObject Established => Parse("""
        { "token": "sct_dev_x", "token_type": "Bearer", "sid": "0123456789abcdef0123456789abcdef", "exp": 1800003600, "expires_in": 3600, "idle_timeout": 600, "acr": "aal2" }
        """);

    public static JsonObject Receipt => Parse("""{ "sid": "0123456789abcdef0123456789abcdef", "sessions_ended": 1, "revoked_at": 1800000000, "effective_at": 1800000001, "event_id": "00112233445566778899aabbccddeeff" }""");

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

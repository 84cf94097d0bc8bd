using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Unit.Tests.Http.Reading;

/// <summary>A whole body for each reader.</summary>
internal static class Sample
{
    public const string Establish = """
        { "sub": "älice", "class": "interactive", "aud": ["orders"], "authentication": { "amr": ["pwd", "otp"], "auth_time": 1795596138, "id": "event-1" },
          "scope": "orders.read", "client_id": "portal", "max_uses": 7,
          "cnf": { "jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }, "cnf_proof": { "proof": "a.b.c", "method": "POST", "uri": "https://login.example/callback" }, "key_storage": "hardware",
          "context": { "v": 1, "ua": "AAAAAAAAAAAAAAAAAAAAAQ", "device": "AAAAAAAAAAAAAAAAAAAAAg" }, "attributes": { "tier": "gold", "näme": "😀" } }
        """;

    public const string Validate = """
        { "token": "sct_dev_x", "scheme": "DPoP", "aud": "orders", "activity": "none", "proof": "a.b.c", "method": "GET", "uri": "https://api.example/orders?x=1",
          "certificate_thumbprint": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0", "context": { "v": 1, "device": "AAAAAAAAAAAAAAAAAAAAAg" }, "required": { "scope": "orders.read", "acr": "aal2", "max_age": 300 } }
        """;

    public const string Revoke = """{ "sid": "00000000000000000000000000000001", "reason": "other", "reason_detail": "beçause" }""";

    public const string RevokeSubject = """{ "reason": "password_reset" }""";

    public static Caller Caller { get; } = new(ClientId.Create("caller"), [new byte[32]], CallerPermissions.Establish, [], everyAudience: true);

    /// <summary>Each reader by name with a good body; it answers with the problem, after checking that there is a result or a problem and never both.</summary>
    public static IReadOnlyDictionary<string, (string Good, Func<byte[], Problem?> Read)> Readers { get; } = new Dictionary<string, (string, Func<byte[], Problem?>)>
    {
        ["establish"] = (Establish, Reader(EstablishBody.Parse)),
        ["validate"] = (Validate, Reader(ValidateBody.Parse)),
        ["revoke"] = (Revoke, Reader(RevokeBody.Parse)),
        ["revoke subject"] = (RevokeSubject, Reader(RevokeSubjectBody.Parse)),
    };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static Func<byte[], Problem?> Reader<TBody>(BodyParser<TBody> parser)
        where TBody : class => bytes =>
        {
            var body = parser(bytes, Caller, out var problem);
            Assert.NotEqual(body is null, problem is null);
            return problem;
        };
}

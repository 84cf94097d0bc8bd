using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Establishment;
using SessionCluster.Silo.Endpoints.Locks;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Renewal;
using SessionCluster.Silo.Endpoints.Revocation;
using SessionCluster.Silo.Endpoints.Rotation;
using SessionCluster.Silo.Endpoints.Signals;
using SessionCluster.Silo.Endpoints.Subjects;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>A good body of a call, member by member as raw JSON, so that each can be spoilt.</summary>
/// <param name="Policy">The call.</param>
/// <param name="GoodStatus">What the good body gets: the authentication of 1970 is too old, and the token is none.</param>
/// <param name="Table">Its members.</param>
/// <param name="Values">A good value for each member, nested ones too.</param>
/// <param name="Either">Two members of which a body has one: the usual one, and the other.</param>
internal sealed record BodySample(EndpointPolicy Policy, int GoodStatus, MemberTable Table, IReadOnlyDictionary<string, string> Values, (string Usual, string Other) Either = default)
{
    private const string Handle = "\"00000000000000000000000000000001\"";

    private const string Thumbprint = "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"";

    private const string Digest = "\"AAAAAAAAAAAAAAAAAAAAAQ\"";

    private static readonly Dictionary<string, string> Presented = new()
    {
        [ClaimNames.Token] = "\"no token\"",
        [ClaimNames.Scheme] = "\"DPoP\"",
        [ClaimNames.Proof] = "\"no proof\"",
        [ClaimNames.PresentedCertificate] = Thumbprint,
    };

    private static readonly Dictionary<string, string> Renewal = new(Presented)
    {
        [ClaimNames.Subject] = "\"bad-input\"",
        [ClaimNames.Authentication] = """{ "amr": ["pwd", "otp"], "auth_time": 1, "id": "event" }""",
        ["authentication.amr"] = "[\"pwd\", \"otp\"]",
        ["authentication.auth_time"] = "1",
        ["authentication.id"] = "\"event\"",
    };

    public static IReadOnlyList<BodySample> All { get; } =
    [
        new(EndpointPolicies.Establish, 422, EstablishMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Subject] = "\"bad-input\"",
            [ClaimNames.Class] = "\"bearer\"",
            [ClaimNames.Audience] = "[\"orders\"]",
            [ClaimNames.Authentication] = """{ "amr": ["pwd", "otp"], "auth_time": 1, "id": "event" }""",
            ["authentication.amr"] = "[\"pwd\", \"otp\"]",
            ["authentication.auth_time"] = "1",
            ["authentication.id"] = "\"event\"",
            [ClaimNames.Scope] = "\"orders.read\"",
            [ClaimNames.ClientId] = "\"portal\"",
            [ClaimNames.Confirmation] = $$"""{ "jkt": {{Thumbprint}} }""",
            ["cnf.jkt"] = Thumbprint,
            ["cnf.x5t#S256"] = Thumbprint,
            [ClaimNames.ConfirmationProof] = """{ "proof": "no proof", "method": "POST", "uri": "https://login.example/" }""",
            ["cnf_proof.proof"] = "\"no proof\"",
            ["cnf_proof.method"] = "\"POST\"",
            ["cnf_proof.uri"] = "\"https://login.example/\"",
            [ClaimNames.KeyStorage] = "\"software\"",
            [ClaimNames.Context] = $$"""{ "v": 1, "ua": {{Digest}}, "device": {{Digest}} }""",
            ["context.v"] = "1",
            ["context.ua"] = Digest,
            ["context.device"] = Digest,
            [ClaimNames.DeviceId] = "\"laptop-7\"",
            [ClaimNames.MaxUses] = "7",
            [ClaimNames.Attributes] = "{ \"tier\": \"gold\" }",
        }, ("cnf.jkt", "cnf.x5t#S256")),
        new(EndpointPolicies.Validate, 200, ValidateMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Token] = "\"no token\"",
            [ClaimNames.Scheme] = "\"DPoP\"",
            [ClaimNames.Proof] = "\"no proof\"",
            [ClaimNames.Method] = "\"GET\"",
            [ClaimNames.Uri] = "\"https://orders.example/\"",
            [ClaimNames.PresentedCertificate] = Thumbprint,
            [ClaimNames.Context] = $$"""{ "v": 1, "ua": {{Digest}}, "device": {{Digest}} }""",
            ["context.v"] = "1",
            ["context.ua"] = Digest,
            ["context.device"] = Digest,
            [ClaimNames.Audience] = "\"orders\"",
            [ClaimNames.Activity] = "\"none\"",
            [ClaimNames.Required] = """{ "scope": "orders.read", "acr": "aal2", "max_age": 300, "human": false }""",
            ["required.scope"] = "\"orders.read\"",
            ["required.acr"] = "\"aal2\"",
            ["required.max_age"] = "300",
            ["required.human"] = "true",
            [ClaimNames.Attempt] = "\"00112233445566778899aabbccddeeff\"",
        }),
        new(EndpointPolicies.Rotate, 422, RotateMembers.Request, new Dictionary<string, string>(Presented)
        {
            [ClaimNames.RotationId] = Handle,
        }),
        new(EndpointPolicies.StepUp, 422, RenewalMembers.Request, Renewal),
        new(EndpointPolicies.Reauthenticate, 422, RenewalMembers.Request, Renewal),
        new(EndpointPolicies.Revoke, 404, RevokeMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Token] = "\"no token\"",
            [ClaimNames.SessionId] = Handle,
            [ClaimNames.Reason] = "\"other\"",
            [ClaimNames.ReasonDetail] = "\"because\"",
        }, (ClaimNames.Token, ClaimNames.SessionId)),
        new(EndpointPolicies.Signal, 403, SignalMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Token] = "\"no token\"",
            [ClaimNames.SessionId] = Handle,
            [ClaimNames.Type] = "\"risk\"",
            [ClaimNames.Level] = "\"high\"",
        }, (ClaimNames.Token, ClaimNames.SessionId)),
        new(EndpointPolicies.RevokeSubject, 422, RevokeSubjectMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Reason] = "\"other\"",
            [ClaimNames.ReasonDetail] = "\"because\"",
            [ClaimNames.Keep] = $$"""{ "token": "no token", "scheme": "DPoP", "proof": "no proof", "certificate_thumbprint": {{Thumbprint}} }""",
            ["keep.token"] = "\"no token\"",
            ["keep.scheme"] = "\"DPoP\"",
            ["keep.proof"] = "\"no proof\"",
            ["keep.certificate_thumbprint"] = Thumbprint,
        }),
        new(EndpointPolicies.Lock, 201, LockMembers.Request, new Dictionary<string, string>
        {
            [ClaimNames.Dimension] = "\"device\"",
            [ClaimNames.Value] = "\"laptop-of-nobody\"",
            [ClaimNames.Until] = "253402300799",
            [ClaimNames.Message] = "\"lost\"",
            [ClaimNames.Reason] = "\"other\"",
            [ClaimNames.ReasonDetail] = "\"because\"",
        }),
    ];

    /// <summary>The sample of a call.</summary>
    public static BodySample Of(string call) => All.Single(sample => sample.Policy.ToString() == call);

    /// <summary>The good body.</summary>
    public string Good => With(string.Empty, null);

    /// <summary>The body with another value for a member (a dot leads to a nested one); <see langword="null"/> for none.</summary>
    public string With(string path, string? raw) => Compose(Table, string.Empty, path, raw);

    /// <summary>The body with a member more, at its end.</summary>
    public string Plus(string member) => $"{Good[..^2]}, {member} }}";

    private string Compose(MemberTable table, string prefix, string path, string? raw)
    {
        var absent = path == Either.Other ? Either.Usual : Either.Other;
        var members = new List<string>();
        foreach (var member in table.Members.Where(member => prefix + member.Name != absent))
        {
            var own = prefix + member.Name;
            var value = own == path ? raw
                : path.StartsWith(own + ".", StringComparison.Ordinal) ? Compose(member.Members!, own + ".", path, raw)
                : Values[own];
            if (value is not null)
            {
                members.Add($"\"{member.Name}\": {value}");
            }
        }

        return $"{{ {string.Join(", ", members)} }}";
    }
}

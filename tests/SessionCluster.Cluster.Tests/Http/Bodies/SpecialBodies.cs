using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Bodies;

/// <summary>Values that have the right kind and are refused all the same: one step outside each bound, and members of later versions.</summary>
internal static class SpecialBodies
{
    // One step from a thumbprint: the length, the alphabet, the value that means unset, the bits that say nothing.
    private static readonly string[] Thumbprints =
        ["\"\"", "\"*\"", Quoted('C', 42), Quoted('A', 43), Quoted('D', 44), $"\"{new string('E', 42)}=\"", $"\"{new string('F', 42)}+\"", Quoted('B', 43)];

    private static readonly string[] Handles = ["\"\"", $"\"{new string('0', 32)}\"", Quoted('a', 31), Quoted('a', 33), Quoted('A', 32), Quoted('g', 32)];

    private static readonly string[] Devices = ["\"\"", "\"a b\"", "\"a/b\"", "\"\u00e4\"", Quoted('x', 65)];

    private static readonly string[] Controls = [.. Enumerable.Range(0, 32).Append(127).Concat(Enumerable.Range(128, 32)).Select(code => $"\"a\\u{code:x4}b\"")];

    private static readonly string[] Reasons = ["\"\"", "\"Admin\"", "\"other \"", "\"because\"", "6"];

    public static IEnumerable<BadBody> For(BodySample sample) => sample.Policy switch
    {
        var policy when policy == EndpointPolicies.Establish => Establish(sample),
        var policy when policy == EndpointPolicies.Validate => Validate(sample),
        var policy when policy == EndpointPolicies.Revoke => [.. TokenOrHandle(sample), .. Reason(sample)],
        var policy when policy == EndpointPolicies.RevokeSubject => [.. Reason(sample), .. Presentation(sample, "keep.")],
        var policy when policy == EndpointPolicies.Rotate => [.. Presentation(sample), .. Values(sample, "rotation_id", Handles)],
        var policy when policy == EndpointPolicies.StepUp || policy == EndpointPolicies.Reauthenticate => [.. Presentation(sample), .. Subject(sample), .. Authentication(sample)],
        var policy when policy == EndpointPolicies.Signal => Signal(sample),
        var policy when policy == EndpointPolicies.Lock => [.. Lock(sample), .. Reason(sample)],
        _ => throw new InvalidOperationException($"{sample.Policy} has no bad bodies of its own."),
    };

    /// <summary>Members of the contract that later versions bring, at the call that will have them.</summary>
    public static IReadOnlyList<(EndpointPolicy Policy, string Path)> LaterMembers { get; } =
    [
        (EndpointPolicies.Establish, "presence"),
        (EndpointPolicies.Validate, "actor_proof"),
    ];

    private static IEnumerable<BadBody> Establish(BodySample sample) =>
    [
        .. Subject(sample),
        .. Values(sample, "class", ["\"\"", "\"Bearer\"", "\"bear er\"", Quoted('x', 33), "\"b\u00e9arer\""]),
        .. Values(sample, "aud", ["[\"*\"]", "[\"\"]", "[\"a b\"]", "[\"a\\\"b\"]", "[\"\u00e4\"]", "[\"a\", \"a\"]", "[\"a\\u0000\"]", $"[{Quoted('x', 257)}]", Many(9)]),
        .. Authentication(sample),
        .. Values(sample, "scope", ["\" a\"", "\"a \"", "\"a  b\"", "\"a\\tb\"", "\"a\\\"b\"", "\"\u00e4\"", Quoted('x', 1025), $"\"{string.Join(' ', Enumerable.Range(0, 65))}\""]),
        .. Values(sample, "client_id", ["\"\"", "\"a b\"", "\"a/b\"", "\"\u00e4\"", Quoted('x', 65)]),
        .. Values(sample, "cnf.jkt", Thumbprints),
        .. Values(sample, "cnf", ["{ \"x5t#S256\": \"\" }"]),
        BadBody.Text("cnf has two keys", sample.With("cnf.jkt", $"{sample.Values["cnf.jkt"]}, \"x5t#S256\": {sample.Values["cnf.jkt"]}")),
        BadBody.Unknown("cnf has a JWK", sample.With("cnf", "{ \"jwk\": {} }")),
        .. Values(sample, "cnf_proof.proof", [Quoted('x', 8193)]),
        .. Values(sample, "cnf_proof.method", [Quoted('x', 33)]),
        .. Values(sample, "cnf_proof.uri", [Quoted('x', 4097)]),
        .. Values(sample, "key_storage", ["\"\"", "\"Hardware\"", "\"unknown\""]),
        .. Context(sample),
        .. Values(sample, "device_id", Devices),
        .. Values(sample, "max_uses", ["0", "1000000001", "2147483648"]),
        .. Values(sample, "attributes", ["{ \"\": \"x\" }", "{ \"a\": \"x\", \"a\": \"x\" }", "{ \"a\": \"\\ud800\" }", "{ \"\\ud800\": \"a\" }", $"{{ \"a\": {Quoted('x', 2041)} }}"]),
        .. LaterMembers.Where(later => later.Policy == sample.Policy).Select(later => Later(sample, later.Path, "{}")),
    ];

    private static IEnumerable<BadBody> Validate(BodySample sample) =>
    [
        .. Values(sample, "token", [Quoted('x', 1025)]),
        .. Values(sample, "scheme", ["\"\"", "\"DPoP \"", "\"Bearer \"", "\"Basic\""], "unsupported_parameter"),
        .. Values(sample, "proof", [Quoted('x', 8193)]),
        .. Values(sample, "method", [Quoted('x', 33)]),
        .. Values(sample, "uri", [Quoted('x', 4097)]),
        .. Values(sample, "certificate_thumbprint", Thumbprints),
        .. Context(sample),
        BadBody.Text("a proof without its method", sample.With("method", null)),
        BadBody.Text("a proof without its URI", sample.With("uri", null)),
        BadBody.Text("a proof with scheme Bearer", sample.With("scheme", "\"Bearer\"")),
        .. Values(sample, "aud", ["\"\"", "\"*\"", "\"a b\"", "\"\u00e4\"", Quoted('x', 257), "[\"orders\"]"]),
        .. Values(sample, "activity", ["\"\"", "\"User\"", "\"system\""]),
        .. Values(sample, "required.scope", ["\" a\"", "\"a  b\"", Quoted('x', 1025)]),
        .. Values(sample, "required.acr", ["\"\"", "\"AAL2\"", "\"aal4\"", "\"aal1 aal2\""]),
        .. Values(sample, "required.max_age", ["2147483648"]),
        .. Values(sample, "attempt", Handles),
        .. LaterMembers.Where(later => later.Policy == sample.Policy).Select(later => Later(sample, later.Path, "\"x\"")),
    ];

    private static IEnumerable<BadBody> Context(BodySample sample) =>
    [
        .. Values(sample, "context.v", ["0", "2"]),
        .. Values(sample, "context.ua", ["\"\"", Quoted('A', 21), Quoted('A', 22), Quoted('A', 23), $"\"{new string('B', 22)}\"", $"\"{new string('B', 21)}=\"", "\"Mozilla/5.0\""]),
    ];

    private static IEnumerable<BadBody> TokenOrHandle(BodySample sample) =>
    [
        BadBody.Text("neither token nor sid", sample.With("token", null)),
        BadBody.Text("both token and sid", sample.Plus($"\"sid\": {sample.Values["sid"]}")),
        .. Values(sample, "token", [Quoted('x', 1025)]),
        .. Values(sample, "sid", Handles),
    ];

    private static IEnumerable<BadBody> Subject(BodySample sample) =>
        Values(sample, "sub", ["\"\"", "\".\"", "\"..\"", Quoted('x', 257), Quoted('\u20ac', 86), Quoted('\u00e9', 129), .. Controls]);

    private static IEnumerable<BadBody> Authentication(BodySample sample) =>
    [
        .. Values(sample, "authentication.amr", ["[\"\"]", "[\"p w\"]", "[\"pwd\", \"pwd\"]", $"[{Quoted('x', 33)}]", Many(17), "[\"pwd\", 1]"]),
        .. Values(sample, "authentication.auth_time", ["253402300800"]),
        .. Values(sample, "authentication.id", ["\"\"", Quoted('x', 257)]),
    ];

    // A session that is presented in the body; its proof is for the call itself, so no member says for what.
    private static IEnumerable<BadBody> Presentation(BodySample sample, string prefix = "") =>
    [
        .. Values(sample, $"{prefix}token", [Quoted('x', 1025)]),
        .. Values(sample, $"{prefix}scheme", ["\"\"", "\"DPoP \"", "\"Bearer \"", "\"Basic\""], "unsupported_parameter"),
        .. Values(sample, $"{prefix}proof", [Quoted('x', 8193)]),
        .. Values(sample, $"{prefix}certificate_thumbprint", Thumbprints),
        BadBody.Text("a proof with scheme Bearer", sample.With($"{prefix}scheme", "\"Bearer\"")),
        BadBody.Unknown("a proof with its method", sample.With($"{prefix}scheme", "\"DPoP\", \"method\": \"POST\"")),
    ];

    private static IEnumerable<BadBody> Signal(BodySample sample) =>
    [
        .. TokenOrHandle(sample),
        .. Values(sample, "type", ["\"\"", "\"Risk\"", "\"risk \""]),
        .. Values(sample, "level", ["\"\"", "\"High\"", "\"critical\""]),
        BadBody.Text("a leak of a handle", sample.With("sid", $"{sample.Values["sid"]}").Replace("\"risk\"", "\"leak\"", StringComparison.Ordinal)),
    ];

    private static IEnumerable<BadBody> Lock(BodySample sample) =>
    [
        .. Values(sample, "dimension", ["\"\"", "\"Device\"", "\"subject\"", "\"all\"", "\"key\""]),
        BadBody.Text("a device without its name", sample.With("value", null)),
        .. Values(sample, "value", Devices),
        .. Values(sample, "until", ["0", "1", "253402300800"]),
        .. Values(sample, "message", ["\"\"", Quoted('x', 257), "\"a\\u0000b\"", "\"a\\nb\"", "\"a\\u007fb\"", "\"a\\u0085b\""]),
    ];

    private static IEnumerable<BadBody> Reason(BodySample sample) =>
    [
        .. Values(sample, "reason", Reasons),
        BadBody.Text("a detail with another reason", sample.With("reason", "\"admin\"")),
        BadBody.Text("reason other without a detail", sample.With("reason_detail", null)),
        .. Values(sample, "reason_detail", ["\"\"", Quoted('x', 257), "\"a\\u0000b\"", "\"a\\nb\"", "\"a\\u007fb\"", "\"a\\u0085b\""]),
    ];

    private static BadBody Later(BodySample sample, string name, string raw) => BadBody.Unknown($"{name} comes later", sample.Plus($"\"{name}\": {raw}"));

    private static IEnumerable<BadBody> Values(BodySample sample, string path, IEnumerable<string> raws, string code = "malformed") =>
        raws.Select(raw => BadBody.Text($"{path} is {(raw.Length > 40 ? $"{raw[..16]}... ({raw.Length})" : raw)}", sample.With(path, raw), code));

    private static string Quoted(char character, int count) => $"\"{new string(character, count)}\"";

    private static string Many(int count) => $"[{string.Join(", ", Enumerable.Range(0, count).Select(index => $"\"a{index}\""))}]";
}

using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers, by name.</param>
/// <param name="Text">The body.</param>
internal sealed partial record HttpAnswer(int Status, IReadOnlyDictionary<string, string[]> Headers, string Text)
{
    private const string BasicChallenge = "Basic realm=\"sessioncluster\"";

    private static readonly string[] OAuthNames = ["error", "error_description"];

    private static readonly string[] ProblemNames = ["type", "title", "status", "detail", "code"];

    /// <summary>The body as JSON.</summary>
    public JsonObject Json => field ??= JsonNode.Parse(Text)!.AsObject();

    /// <summary>The stable code of a problem.</summary>
    public string Code => Member("code");

    /// <summary>The sentence of a problem.</summary>
    public string Detail => Member(Json.ContainsKey("error") ? "error_description" : "detail");

    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response)
    {
        HttpHeaders[] all = [response.Headers, response.Content.Headers];
        var headers = all.SelectMany(part => part.NonValidated).ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A string member.</summary>
    public string Member(string name) => Json[name]!.GetValue<string>();

    /// <summary>A whole-number member.</summary>
    public long Number(string name) => Json[name]!.GetValue<long>();

    /// <summary>The one value of a header; empty when it is not there.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var values) ? Assert.Single(values) : string.Empty;

    /// <summary>Expects a problem: its status, its code, and a sentence.</summary>
    public HttpAnswer RequireProblem(int status, string code)
    {
        Assert.True(Status == status && Text.Length > 0 && (Json.ContainsKey("error") ? Member("error") == OAuthErrors.Of(code) : Code == code), $"Expected {status} {code}, got {Status}: {Text}");
        return this;
    }

    /// <summary>What holds for every answer of every path: nobody stores it (but for the metadata), it sets no cookie and sends nobody elsewhere, and an error is problem details, or, of OAuth's own calls, an OAuth error.</summary>
    public void RequireCommon()
    {
        var isMetadata = Status == 200 && Text.StartsWith("{\"issuer\"", StringComparison.Ordinal);
        Assert.StartsWith(isMetadata ? "public, max-age=300" : "no-store", Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(string.Empty, Header("Server"));
        Assert.DoesNotContain("Set-Cookie", Headers.Keys);
        Assert.NotInRange(Status, 300, 399);
        if (Status < 400)
        {
            return;
        }

        Assert.Equal(Status is 429 or 503, Headers.ContainsKey("Retry-After"));
        if (Json.ContainsKey("error"))
        {
            Assert.Equal("application/json", Header("Content-Type"));
            Assert.Equal(OAuthNames, Json.Select(member => member.Key));
            Assert.Equal(Status == 401 ? BasicChallenge : string.Empty, Header("WWW-Authenticate"));
            return;
        }

        Assert.Equal("application/problem+json", Header("Content-Type"));
        string[] extensions = Code is "session_refused" or "keep_refused" ? ["refusal", "end_client_status", "challenge", "nonce"] : [];
        Assert.Equal(ProblemNames, Json.Select(member => member.Key).Except(extensions));
        Assert.Equal(extensions.Length > 0, Json.ContainsKey("refusal"));
        Assert.Equal("about:blank", Member("type"));
        Assert.Equal(Status, Number("status"));
        Assert.Equal(Status, ProblemStatuses.Of(Code));
        Assert.Matches(@"^[A-Z].*\.$", Detail);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        if (Code == "invalid_client" || Status is not (400 or 401))
        {
            Assert.Equal(Status == 401 ? BasicChallenge : string.Empty, Header("WWW-Authenticate"));
        }
        else if (Status == 401)
        {
            // A holder's: the challenge has the code as its error, and no error when nothing was sent.
            Assert.Equal(Code == "token_required" ? string.Empty : $"error=\"{Code}\"", ErrorParameter().Match(Header("WWW-Authenticate")).Value);
        }
    }

    /// <summary>The OpenAPI document lists the status, the code and every member.</summary>
    public void RequireDocumented(EndpointPolicy policy)
    {
        var endpoint = EndpointDescriptors.All.Single(endpoint => endpoint.Policy == policy);
        if (Status >= 400)
        {
            Assert.Contains(policy.IsOAuth ? Member("error") : Code, endpoint.Codes.Select(code => policy.IsOAuth ? OAuthErrors.Of(code) : code));
            Assert.Contains(Status, endpoint.Codes.Select(ProblemStatuses.Of));
            return;
        }

        Assert.Equal(endpoint.Status, Status);
        if (endpoint.Answer is { } table)
        {
            Assert.Equal("application/json", Header("Content-Type"));
            RequireMembers(Json, table);
        }
    }

    [GeneratedRegex("error=\"[a-z_]+\"")]
    private static partial Regex ErrorParameter();

    private static void RequireMembers(JsonObject json, MemberTable table)
    {
        Assert.Subset(table.Members.Select(member => member.Name).ToHashSet(), json.Select(member => member.Key).ToHashSet());
        Assert.Superset(table.Members.Where(member => member.IsRequired).Select(member => member.Name).ToHashSet(), json.Select(member => member.Key).ToHashSet());
        foreach (var member in table.Members.Where(member => member.Kind == MemberKind.Object && json.ContainsKey(member.Name)))
        {
            RequireMembers(json[member.Name]!.AsObject(), member.Members!);
        }

        foreach (var member in table.Members.Where(member => member.Kind == MemberKind.Objects && json.ContainsKey(member.Name)))
        {
            Assert.All(json[member.Name]!.AsArray(), item => RequireMembers(item!.AsObject(), member.Members!));
        }
    }
}

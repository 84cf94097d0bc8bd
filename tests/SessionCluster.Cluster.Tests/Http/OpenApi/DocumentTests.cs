using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.OpenApi;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Cluster.Tests.Http.OpenApi;

/// <summary>The OpenAPI document as it is served: every call, every member that the readers know, every status.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class DocumentTests(SharedHttpSilo shared)
{
    public static TheoryData<string> Calls => [.. EndpointPolicies.All.Select(policy => policy.ToString())];

    [Fact]
    public async Task It_lists_the_calls_of_the_policy_table_and_no_other()
    {
        var paths = (await ReadAsync())["paths"]!.AsObject();

        var calls = paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(EndpointPolicies.All.Select(policy => policy.ToString()).Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_the_members_that_the_reader_reads_and_the_writer_writes(string call)
    {
        var (endpoint, operation) = await FindAsync(call);

        Assert.Equal(endpoint.Request is not null, operation["requestBody"] is not null);
        if (endpoint.Request is { } request)
        {
            Assert.True(operation["requestBody"]!["required"]!.GetValue<bool>());
            RequireSame(request, operation["requestBody"]!["content"]![endpoint.Format.MediaType]!["schema"]!);
        }

        if (endpoint.Answer is { } answer)
        {
            RequireSame(answer, operation["responses"]![$"{endpoint.Status}"]!["content"]!["application/json"]!["schema"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_its_statuses_and_its_permission(string call)
    {
        var (endpoint, operation) = await FindAsync(call);

        var statuses = endpoint.Codes.Select(ProblemStatuses.Of).Append(endpoint.Status).Distinct().Order().Select(status => $"{status}");
        Assert.Equal(statuses, operation["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
        foreach (var code in endpoint.Codes)
        {
            var response = operation["responses"]![$"{ProblemStatuses.Of(code)}"]!;
            Assert.Contains(endpoint.Policy.IsOAuth ? OAuthErrors.Of(code) : code, response["description"]!.GetValue<string>().Split(", "));
            var (type, members) = endpoint.Policy.IsOAuth ? ("application/json", ProblemMembers.OAuth) : ("application/problem+json", ProblemMembers.Answer);
            RequireSame(members, response["content"]![type]!["schema"]!);
        }

        string[] security = endpoint.Policy.Admits switch { Admitted.Client => ["client"], Admitted.Holder => ["holder"], _ => [] };
        Assert.Equal(security, operation["security"]?.AsArray().SelectMany(scheme => scheme!.AsObject().Select(name => name.Key)) ?? []);
        Assert.Equal(AdmittedWords.Sentence(endpoint.Policy), operation["description"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_the_parameters_of_its_path_and_query(string call)
    {
        var (endpoint, operation) = await FindAsync(call);

        var parameters = operation["parameters"]?.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}") ?? [];

        string?[] expected =
        [
            endpoint.Policy.Pattern.Contains("{sub}", StringComparison.Ordinal) ? "path sub" : null,
            endpoint.Policy.Pattern.Contains("{sid}", StringComparison.Ordinal) ? "path sid" : null,
            endpoint.Policy.Pattern.Contains("{id}", StringComparison.Ordinal) ? "path id" : null,
            .. endpoint.Policy.QueryNames.Select(query => $"query {query}"),
        ];
        Assert.Equal(expected.OfType<string>(), parameters);
    }

    [Fact]
    public async Task It_says_where_the_service_is_and_how_callers_authenticate()
    {
        var document = await ReadAsync();

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(shared.Silo.Address.GetLeftPart(UriPartial.Authority), document["servers"]![0]!["url"]!.GetValue<string>());
        Assert.Equal("basic", document["components"]!["securitySchemes"]!["client"]!["scheme"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_public_URL_is_where_the_service_is()
    {
        await using var silo = await HttpTestSilo.StartAsync(null, new KeyValuePair<string, string?>("SessionCluster:Http:PublicUrl", "https://sessions.example"));

        var document = (await silo.CallAsync(EndpointPolicies.Document, HttpCaller.All)).Json;

        Assert.Equal("https://sessions.example", document["servers"]![0]!["url"]!.GetValue<string>());
    }

    private static void RequireSame(MemberTable table, JsonNode schema)
    {
        Assert.Equal("object", schema["type"]!.GetValue<string>());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(table.Members.Select(member => member.Name), schema["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(
            table.Members.Where(member => member.IsRequired).Select(member => member.Name).Order(StringComparer.Ordinal),
            (schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []).Order(StringComparer.Ordinal));
        foreach (var member in table.Members)
        {
            RequireSame(member, schema["properties"]![member.Name]!);
        }
    }

    private static void RequireSame(Member member, JsonNode schema)
    {
        var (type, items) = member.Kind switch
        {
            MemberKind.Text => ("string", null),
            MemberKind.Integer => ("integer", null),
            MemberKind.Flag => ("boolean", null),
            MemberKind.Texts => ("array", "string"),
            MemberKind.Objects => ("array", "object"),
            _ => ("object", (string?)null),
        };
        Assert.Equal(type, schema["type"]!.GetValue<string>());
        Assert.Equal(items, schema["items"]?["type"]!.GetValue<string>());
        Assert.Equal(member.Shape, schema["description"]!.GetValue<string>());
        Assert.Equal(member.Words, schema["enum"]?.AsArray().Select(word => word!.GetValue<string>()) ?? []);
        if (member.Members is { } nested)
        {
            RequireSame(nested, member.Kind == MemberKind.Objects ? schema["items"]! : schema);
        }
    }

    private async Task<JsonObject> ReadAsync() => (await shared.Silo.CallAsync(EndpointPolicies.Document, HttpCaller.All)).Json;

    private async Task<(EndpointDescriptor Endpoint, JsonNode Operation)> FindAsync(string call)
    {
        var endpoint = EndpointDescriptors.All.Single(endpoint => endpoint.Policy.ToString() == call);
        return (endpoint, (await ReadAsync())["paths"]![endpoint.Policy.Pattern]![endpoint.Policy.Method.ToLowerInvariant()]!);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OpenApi;

/// <summary>
/// Fills the OpenAPI document from the policy table and the member tables: our endpoints read and write JSON by hand, so there are no types from which the framework could infer anything.
/// </summary>
internal sealed class ContractTransformer(PublicAddress address) : IOpenApiDocumentTransformer
{
    private const string ClientScheme = "client";
    private const string HolderScheme = "holder";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <inheritdoc />
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "SessionCluster",
            Version = typeof(ContractTransformer).Assembly.GetName().Version?.ToString(3),
            Description = "Establishes, validates and revokes post-MFA sessions. Members that are not listed are refused.",
        };
        document.Servers = [new() { Url = address.Issuer }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ClientScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "Client id and secret, each form-encoded first (RFC 6749 section 2.3.1).",
            },
            [HolderScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "dpop",
                Description = "The session's own token, with scheme DPoP and a DPoP header over this URL (RFC 9449), or with scheme Bearer for a session that is bound to none or to the connection's certificate.",
            },
        };
        document.Paths = [];
        foreach (var path in EndpointDescriptors.All.GroupBy(endpoint => endpoint.Policy.Pattern))
        {
            document.Paths.Add(path.Key, new OpenApiPathItem { Operations = path.ToDictionary(endpoint => new HttpMethod(endpoint.Policy.Method), endpoint => Describe(endpoint, document)) });
        }

        return Task.CompletedTask;
    }

    private static OpenApiOperation Describe(EndpointDescriptor endpoint, OpenApiDocument document) => new()
    {
        OperationId = endpoint.Name,
        Summary = endpoint.Summary,
        Description = AdmittedWords.Sentence(endpoint.Policy),
        Parameters = [.. Parameters(endpoint.Policy)],
        RequestBody = endpoint.Request is { } request ? new OpenApiRequestBody { Required = true, Content = Content(endpoint.Format.MediaType, request) } : null,
        Responses = Responses(endpoint),
        Security = SecurityOf(endpoint.Policy.Admits, document),
    };

    private static List<OpenApiSecurityRequirement> SecurityOf(Admitted admitted, OpenApiDocument document) => admitted switch
    {
        Admitted.Client => [new() { [new OpenApiSecuritySchemeReference(ClientScheme, document)] = [] }],
        Admitted.Holder => [new() { [new OpenApiSecuritySchemeReference(HolderScheme, document)] = [] }],
        _ => [],
    };

    private static IEnumerable<IOpenApiParameter> Parameters(EndpointPolicy policy)
    {
        foreach (var segment in policy.Pattern.Split('/').Where(segment => segment.StartsWith('{')))
        {
            yield return Parameter(segment.Trim('{', '}'), ParameterLocation.Path);
        }

        foreach (var query in policy.QueryNames)
        {
            yield return Parameter(query, ParameterLocation.Query);
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation location) =>
        new() { Name = name, In = location, Required = location == ParameterLocation.Path, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiResponses Responses(EndpointDescriptor endpoint)
    {
        var responses = new OpenApiResponses
        {
            [Text(endpoint.Status)] = new OpenApiResponse
            {
                Description = "The answer.",
                Content = ContentOf(endpoint),
            },
        };
        var isOAuth = endpoint.Policy.IsOAuth;
        foreach (var problems in endpoint.Codes.GroupBy(ProblemStatuses.Of).OrderBy(problems => problems.Key))
        {
            var words = isOAuth ? problems.Select(OAuthErrors.Of).Distinct() : problems;
            responses.Add(Text(problems.Key), new OpenApiResponse
            {
                Description = string.Join(", ", words),
                Content = isOAuth ? Content(Json, ProblemMembers.OAuth) : Content(ProblemJson, ProblemMembers.Answer),
            });
        }

        return responses;
    }

    private static Dictionary<string, OpenApiMediaType>? ContentOf(EndpointDescriptor endpoint)
    {
        var content = endpoint.Answer is { } answer ? Content(Json, answer) : null;
        if (content is not null && endpoint.Streamed is { } streamed)
        {
            content.Add("text/event-stream", new() { Schema = MemberSchemas.Of(streamed) });
        }

        return content;
    }

    private static Dictionary<string, OpenApiMediaType> Content(string type, MemberTable table) => new() { [type] = new() { Schema = MemberSchemas.Of(table) } };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}

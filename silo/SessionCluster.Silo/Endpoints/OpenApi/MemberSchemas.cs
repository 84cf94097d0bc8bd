using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.OpenApi;

/// <summary>Makes JSON schemas from the tables that the readers read by.</summary>
internal static class MemberSchemas
{
    /// <summary>The schema of an object.</summary>
    public static OpenApiSchema Of(MemberTable table) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = table.Members.ToDictionary(member => member.Name, IOpenApiSchema (member) => Of(member)),
        Required = table.Members.Where(member => member.IsRequired).Select(member => member.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Of(Member member)
    {
        var schema = OfKind(member);
        schema.Description = member.Shape;
        if (member.Words.Count > 0)
        {
            schema.Enum = [.. member.Words.Select(word => (JsonNode)word)];
        }

        return schema;
    }

    private static OpenApiSchema OfKind(Member member) => member.Kind switch
    {
        MemberKind.Text => new() { Type = JsonSchemaType.String },
        MemberKind.Integer => new() { Type = JsonSchemaType.Integer, Format = "int64" },
        MemberKind.Flag => new() { Type = JsonSchemaType.Boolean },
        MemberKind.Texts => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        MemberKind.Object => Of(member.Members!),
        MemberKind.Objects => new() { Type = JsonSchemaType.Array, Items = Of(member.Members!) },
        MemberKind.TextMap => new() { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
        _ => throw new InvalidOperationException($"Member '{member.Name}' has no schema."),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Callers;

/// <summary>A client that was just made: its secret, to be shown once, and what the silo's configuration keeps of it. Internal: for the verbs <c>client new</c> of the silo and of <c>sessionctl</c>.</summary>
internal sealed class NewClient
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private NewClient(ClientId id, string secret) => (Id, Secret) = (id, secret);

    /// <summary>The client id.</summary>
    public ClientId Id { get; }

    /// <summary>The secret: 43 characters.</summary>
    public string Secret { get; }

    /// <summary>Draws a secret.</summary>
    public static NewClient Draw(ClientId id) => new(id, ClientSecretMaker.Draw());

    /// <summary>The configuration to add; it holds the secret's digest only.</summary>
    public JsonObject Configuration() => new()
    {
        ["SessionCluster"] = new JsonObject
        {
            ["Clients"] = new JsonObject
            {
                [Id.Value] = new JsonObject
                {
                    ["Secrets"] = new JsonArray(ClientSecretMaker.DigestOf(Secret)),
                    ["Permissions"] = new JsonArray("validate"),
                    ["Audiences"] = new JsonArray("orders"),
                },
            },
        },
    };

    /// <summary>Secret and configuration, for people.</summary>
    public string Text() => $"""
        The secret of '{Id}', shown this once and stored nowhere:

          {Secret}

        Add this to the silo's configuration, with the permissions and audiences it needs (a running silo takes it over):

        {Configuration().ToJsonString(Indented)}
        """;

    /// <summary>The id, never the secret.</summary>
    public override string ToString() => Id.Value;
}

using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Client.Callers;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Clients;

/// <summary><c>client new</c>: draws a secret, prints it once, and prints the configuration to add. It asks nobody; what the silo's own verb prints is the same text.</summary>
internal sealed class ClientNewVerb(CliHost host) : Command<ClientNewOptions>
{
    public override int Execute(CommandContext context, ClientNewOptions settings, CancellationToken cancellationToken)
    {
        var client = NewClient.Draw(ClientId.Create(settings.Name));
        host.Console.Line(settings.Json
            ? new JsonObject { ["client_id"] = client.Id.Value, ["client_secret"] = client.Secret, ["configuration"] = client.Configuration() }.ToJsonString(JsonText.Plain)
            : client.Text());
        return (int)ExitCode.Done;
    }
}

using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Clients;

/// <summary>What <c>client new</c> takes.</summary>
internal sealed class ClientNewOptions : CommandSettings
{
    [CommandArgument(0, "<NAME>")]
    [Description("The client's id")]
    public required string Name { get; init; }

    [CommandOption("--json")]
    [Description("client_id, client_secret and the configuration, for scripts")]
    public bool Json { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => ClientId.TryCreate(Name, out _) ? ValidationResult.Success() : ValidationResult.Error($"That is not a client id. {ClientId.Rule}");
}

using System.ComponentModel;
using SessionCluster.Cli.Connections;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs;

/// <summary>What every verb that asks the service takes. There is no option for a secret: other processes can read a command line.</summary>
internal abstract class ServiceOptions : CommandSettings
{
    [CommandOption("--url <URL>")]
    [Description($"The service's address, instead of {SettingNames.UrlVariable}. Without either: the settings file's, or {SettingNames.DefaultUrl}")]
    public string? Url { get; init; }

    [CommandOption("--client-id <ID>")]
    [Description($"The client, instead of {SettingNames.ClientIdVariable}")]
    public string? ClientId { get; init; }

    [CommandOption("--data <DIRECTORY>")]
    [Description("The data directory of a silo in Development, for its client. Without it: the repository's own silo")]
    public string? Data { get; init; }

    [CommandOption("--trusted-network")]
    [Description("Sends over http to another machine: something else protects the way")]
    public bool TrustedNetwork { get; init; }

    [CommandOption("--json")]
    [Description("The service's answer as it is, for scripts")]
    public bool Json { get; init; }
}

using System.ComponentModel;
using SessionCluster.Cli.Verbs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Tour;

/// <summary>What <c>tour</c> takes. <c>--data</c> names the store that is searched, too.</summary>
internal sealed class TourOptions : ServiceOptions
{
    [CommandOption("--class <CLASS>")]
    [Description("The class of the sessions that are attacked; bearer sessions must be allowed")]
    [DefaultValue("interactive")]
    public string Class { get; init; } = "interactive";

    [CommandOption("--aud <AUDIENCE>")]
    [Description("The service that the sessions are for")]
    [DefaultValue("tour")]
    public string Audience { get; init; } = "tour";

    [CommandOption("--kill-silo")]
    [Description("Kills a silo of the local cluster whose directory --data names, between the capture of requests and their replay (A5)")]
    public bool KillSilo { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (KillSilo && Data is null)
        {
            return ValidationResult.Error("--kill-silo needs --data DIRECTORY, the directory of a local cluster (eng/local-cluster.sh): its silos are this machine's processes.");
        }

        return Data is null || Directory.Exists(Data)
            ? ValidationResult.Success()
            : ValidationResult.Error($"{Data} is no directory: give the one that holds the store, or leave --data out.");
    }
}

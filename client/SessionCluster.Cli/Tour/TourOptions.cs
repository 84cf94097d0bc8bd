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

    [CommandOption("--silo <COMMAND>")]
    [Description("A command that starts a silo: the tour starts some of its own, on copies of the store that --data names, and shows what becomes of a backup (A10)")]
    public string? Silo { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (KillSilo && Data is null)
        {
            return ValidationResult.Error("--kill-silo needs --data DIRECTORY, the directory of a local cluster (eng/local-cluster.sh): its silos are this machine's processes.");
        }

        if (Silo is not null && Data is null)
        {
            return ValidationResult.Error("--silo needs --data DIRECTORY, the data directory of the silo that is asked: copies of it are started.");
        }

        return Data is null || Directory.Exists(Data)
            ? ValidationResult.Success()
            : ValidationResult.Error($"{Data} is no directory: give the one that holds the store, or leave --data out.");
    }
}

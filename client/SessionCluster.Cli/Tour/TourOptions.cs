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

    /// <inheritdoc />
    public override ValidationResult Validate() => Data is null || Directory.Exists(Data)
        ? ValidationResult.Success()
        : ValidationResult.Error($"{Data} is no directory: give the one that holds the store, or leave --data out.");
}

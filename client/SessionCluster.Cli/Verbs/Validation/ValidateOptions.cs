using System.ComponentModel;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Validation;

/// <summary>What <c>validate</c> takes; the token comes on standard input.</summary>
internal sealed class ValidateOptions : ServiceOptions
{
    [CommandOption("--aud <AUDIENCE>", isRequired: true)]
    [Description("The service that asks")]
    public required string Audience { get; init; }

    [CommandOption("--scope <SCOPE>")]
    [Description("What it must include, separated by spaces")]
    public string? Scope { get; init; }

    [CommandOption("--acr <LEVEL>")]
    [Description("The least assurance: aal1, aal2 or aal3")]
    public string? Assurance { get; init; }

    [CommandOption("--max-age <SECONDS>")]
    [Description("How long ago the subject may have authenticated")]
    public long? MaxAge { get; init; }

    [CommandOption("--no-activity")]
    [Description("Looks without moving the idle deadline")]
    public bool NoActivity { get; init; }
}

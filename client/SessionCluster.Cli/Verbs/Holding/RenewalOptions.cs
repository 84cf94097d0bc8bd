using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>What <c>step-up</c> and <c>reauthenticate</c> take.</summary>
internal sealed class RenewalOptions : HoldingOptions
{
    [CommandArgument(0, "<SUBJECT>")]
    [Description("Who was authenticated again")]
    public required string Subject { get; init; }

    [CommandOption("--amr <METHOD>", isRequired: true)]
    [Description("A method of the authentication (RFC 8176); may be repeated, or several separated by commas")]
    public string[] Methods { get; init; } = [];

    [CommandOption("--auth-time <SECONDS>")]
    [Description("When the subject authenticated, in Unix seconds. Without it: now")]
    public long? AuthenticatedAt { get; init; }

    [CommandOption("--event-id <ID>")]
    [Description("The id of the authentication event, which then counts once")]
    public string? EventId { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => SubjectId.TryCreate(Subject, out _, out var problem) ? base.Validate() : ValidationResult.Error(problem);
}

using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Sessions;

/// <summary>What <c>show</c> takes.</summary>
internal sealed class ShowOptions : ServiceOptions
{
    [CommandArgument(0, "<SID>")]
    [Description("The session's handle")]
    public required string Handle { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => SessionId.TryParse(Handle, out _)
        ? ValidationResult.Success()
        : ValidationResult.Error("A handle has 32 hexadecimal digits: `sessionctl list SUBJECT` shows those of a subject.");
}

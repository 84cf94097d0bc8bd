using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>What <c>me end</c> takes.</summary>
internal sealed class OwnEndOptions : HoldingOptions
{
    [CommandArgument(0, "<SID>")]
    [Description("The handle of the session to end, as `me list` shows it")]
    public required string SessionId { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => Abstractions.Identifiers.SessionId.TryParse(SessionId, out _) ? base.Validate() : ValidationResult.Error("A handle has 32 hexadecimal digits: `sessionctl me list` shows yours.");
}

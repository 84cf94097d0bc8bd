using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary>What <c>unlock</c> takes.</summary>
internal sealed class UnlockOptions : ServiceOptions
{
    [CommandArgument(0, "<ID>")]
    [Description("The lock's id, as `locks` shows it")]
    public required string Id { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => EventId.TryParse(Id, out _) ? ValidationResult.Success() : ValidationResult.Error("A lock's id has 32 hexadecimal digits: `sessionctl locks` shows them.");
}

using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>What <c>rotate</c> takes.</summary>
internal sealed class RotateOptions : HoldingOptions
{
    [CommandOption("--rotation-id <ID>")]
    [Description("Names the rotation of a bearer session, 32 hexadecimal digits: the same gives the same successor. Without it: drawn")]
    public string? RotationId { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => RotationId is null || Abstractions.Identifiers.RotationId.TryParse(RotationId, out _)
        ? base.Validate()
        : ValidationResult.Error("A rotation id has 32 lower-case hexadecimal digits, not all zero.");
}

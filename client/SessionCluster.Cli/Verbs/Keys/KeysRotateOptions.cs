using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary>What <c>keys rotate</c> takes.</summary>
internal sealed class KeysRotateOptions : CommandSettings
{
    [CommandOption("--ring <FILE>")]
    [Description("The ring's file")]
    public string? Ring { get; init; }

    [CommandOption("--id <N>")]
    [Description("The new key's id, 0 to 31. Without it: the one after the highest")]
    public int? Id { get; init; }

    [CommandOption("--json")]
    [Description("ring, current, keys and added, for scripts")]
    public bool Json { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() =>
        Ring is not { Length: > 0 } ? ValidationResult.Error("Give the ring's file: --ring FILE.")
        : Id is < 0 or > Abstractions.Keys.KeyRing.MaxKeyId ? ValidationResult.Error("An id is a whole number from 0 to 31.")
        : ValidationResult.Success();
}

using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Keys;

/// <summary>What <c>keys retire</c> takes.</summary>
internal sealed class KeysRetireOptions : ServiceOptions
{
    /// <summary>The ring of tags.</summary>
    public const string Edge = "edge";

    /// <summary>The ring of seals.</summary>
    public const string Silo = "silo";

    [CommandOption("--ring <FILE>")]
    [Description("The ring's file")]
    public string? Ring { get; init; }

    [CommandOption("--id <N>")]
    [Description("The key to take away; not the current one")]
    public int? Id { get; init; }

    [CommandOption("--kind <KIND>")]
    [Description("edge: everything issued under the key ends. silo: refused while the running service has rows under it")]
    public string? Kind { get; init; }

    [CommandOption("--rows-are-past")]
    [Description("Of a silo ring: asks nobody. Rows that are still sealed under the key can't be read any more")]
    public bool RowsArePast { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() =>
        Ring is not { Length: > 0 } ? ValidationResult.Error("Give the ring's file: --ring FILE.")
        : Id is not (>= 0 and <= Abstractions.Keys.KeyRing.MaxKeyId) ? ValidationResult.Error("Give the key's id: --id N, 0 to 31.")
        : Kind is not (Edge or Silo) ? ValidationResult.Error("Say which ring it is: --kind edge or --kind silo. A file does not tell, and what becomes of a retired key's tokens or rows differs.")
        : RowsArePast && Kind != Silo ? ValidationResult.Error("--rows-are-past goes with --kind silo.")
        : ValidationResult.Success();
}

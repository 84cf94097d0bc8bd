using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Cluster;

/// <summary>What <c>cluster</c> takes.</summary>
internal sealed class ClusterOptions : ServiceOptions
{
    [CommandOption("--watch")]
    [Description("Goes on, a reading each second, until it is interrupted")]
    public bool Watch { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => Watch && Json
        ? ValidationResult.Error("--watch and --json exclude each other: call again for another reading.")
        : ValidationResult.Success();
}

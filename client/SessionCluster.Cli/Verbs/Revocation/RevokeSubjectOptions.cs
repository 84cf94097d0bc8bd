using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary>What <c>revoke-subject</c> takes.</summary>
internal sealed class RevokeSubjectOptions : ReasonOptions
{
    [CommandArgument(0, "<SUBJECT>")]
    [Description("Whose sessions end")]
    public required string Subject { get; init; }

    [CommandOption("--keep-token-file <FILE>")]
    [Description("The token of the one session that goes on; a dash for standard input")]
    public string? KeepTokenFile { get; init; }

    [CommandOption("--keep-key <FILE>")]
    [Description("That session's key, if it is bound to one")]
    public string? KeepKey { get; init; }

    [CommandOption("--public-url <URL>")]
    [Description("The service's public address (Http:PublicUrl), which that proof is for. Without it: the address that is asked")]
    public string? PublicUrl { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => SubjectId.TryCreate(Subject, out _, out var problem) ? base.Validate() : ValidationResult.Error(problem);
}

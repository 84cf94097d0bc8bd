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

    /// <inheritdoc />
    public override ValidationResult Validate() => SubjectId.TryCreate(Subject, out _, out var problem) ? base.Validate() : ValidationResult.Error(problem);
}

using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Sessions;

/// <summary>What <c>list</c> takes.</summary>
internal sealed class ListOptions : ServiceOptions
{
    [CommandArgument(0, "<SUBJECT>")]
    [Description("Whose sessions")]
    public required string Subject { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => SubjectId.TryCreate(Subject, out _, out var problem) ? ValidationResult.Success() : ValidationResult.Error(problem);
}

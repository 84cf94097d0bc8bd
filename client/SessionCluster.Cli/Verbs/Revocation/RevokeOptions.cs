using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary>What <c>revoke</c> takes; without a handle the token comes on standard input.</summary>
internal sealed class RevokeOptions : ReasonOptions
{
    [CommandOption("--sid <SID>")]
    [Description("The session's handle. Without it: its token, on standard input")]
    public string? SessionId { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate() => SessionId is null || Abstractions.Identifiers.SessionId.TryParse(SessionId, out _)
        ? base.Validate()
        : ValidationResult.Error("A handle has 32 hexadecimal digits: `sessionctl list SUBJECT` shows those of a subject.");
}

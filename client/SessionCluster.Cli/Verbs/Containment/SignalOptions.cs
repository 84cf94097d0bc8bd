using System.ComponentModel;
using SessionCluster.Abstractions.Wire;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary>What <c>signal</c> takes; without a handle the token comes on standard input.</summary>
internal sealed class SignalOptions : ServiceOptions
{
    [CommandOption("--sid <SID>")]
    [Description("The handle of a session that this client has validated lately. Without it: its token, on standard input")]
    public string? SessionId { get; init; }

    [CommandOption("--type <TYPE>")]
    [Description("risk or leak")]
    [DefaultValue("risk")]
    public string Type { get; init; } = "risk";

    [CommandOption("--level <LEVEL>")]
    [Description("low, medium or high")]
    [DefaultValue("high")]
    public string Level { get; init; } = "high";

    /// <inheritdoc />
    public override ValidationResult Validate() =>
        !SignalWords.TryParse(Type, out _) ? ValidationResult.Error("--type is risk or leak.")
        : !RiskWords.TryParse(Level, out _) ? ValidationResult.Error("--level is low, medium or high.")
        : SessionId is not null && !Abstractions.Identifiers.SessionId.TryParse(SessionId, out _) ? ValidationResult.Error("A handle has 32 hexadecimal digits.")
        : ValidationResult.Success();
}

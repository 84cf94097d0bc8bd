using System.ComponentModel;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary>Why something ends.</summary>
internal abstract class ReasonOptions : ServiceOptions
{
    private static readonly string Words = string.Join(", ", Enum.GetValues<RevocationReason>().Select(ReasonWords.Of));

    [CommandOption("--reason <REASON>")]
    [Description("logout, admin, password_reset, compromise, policy or other")]
    [DefaultValue("admin")]
    public string Reason { get; init; } = "admin";

    [CommandOption("--detail <TEXT>")]
    [Description("Why, in words; with --reason other, and only with it")]
    public string? Detail { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (!ReasonWords.TryParse(Reason, out var reason))
        {
            return ValidationResult.Error($"'{Reason}' is no reason: give one of {Words}.");
        }

        return reason == RevocationReason.Other == Detail is not null
            ? ValidationResult.Success()
            : ValidationResult.Error("--detail belongs to --reason other: give both or neither.");
    }

    /// <summary>Adds the reason to a body.</summary>
    public void AddTo(JsonObject body)
    {
        body[ClaimNames.Reason] = Reason;
        if (Detail is not null)
        {
            body[ClaimNames.ReasonDetail] = Detail;
        }
    }
}

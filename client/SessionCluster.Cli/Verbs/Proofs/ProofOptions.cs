using System.ComponentModel;
using SessionCluster.Cli.Possession;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Proofs;

/// <summary>What <c>proof</c> takes.</summary>
internal sealed class ProofOptions : CommandSettings
{
    [CommandOption("--new-key <FILE>")]
    [Description("Makes a key and writes it, for its owner alone (0600); a file that is there is never overwritten")]
    public string? NewKey { get; init; }

    [CommandOption("--key <FILE>")]
    [Description("The key that signs. Without --method and --uri its thumbprint is shown")]
    public string? Key { get; init; }

    [CommandOption("--method <METHOD>")]
    [Description("The method of the request that the proof is for")]
    public string? Method { get; init; }

    [CommandOption("--uri <URI>")]
    [Description("The URI of that request, whole; query and fragment do not count")]
    public string? Uri { get; init; }

    [CommandOption("--for-token")]
    [Description("The request carries a token, which comes on standard input: the proof has its hash")]
    public bool ForToken { get; init; }

    [CommandOption("--nonce <NONCE>")]
    [Description("The nonce of a challenge")]
    public string? Nonce { get; init; }

    [CommandOption("--json")]
    [Description("Thumbprint, and proof or file, for scripts")]
    public bool Json { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if ((NewKey is null) == (Key is null))
        {
            return ValidationResult.Error("Which key? Give --new-key FILE to make one, or --key FILE to use one.");
        }

        if (RequestCheck.Problem(Method, Uri) is { } problem)
        {
            return ValidationResult.Error(problem);
        }

        return Method is not null || (!ForToken && Nonce is null)
            ? ValidationResult.Success()
            : ValidationResult.Error("--for-token and --nonce belong to a proof: give --method and --uri, too.");
    }
}

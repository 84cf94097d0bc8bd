using System.ComponentModel;
using SessionCluster.Cli.Possession;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Validation;

/// <summary>What <c>validate</c> takes; the token comes on standard input.</summary>
internal sealed class ValidateOptions : ServiceOptions
{
    [CommandOption("--aud <AUDIENCE>", isRequired: true)]
    [Description("The service that asks")]
    public required string Audience { get; init; }

    [CommandOption("--scope <SCOPE>")]
    [Description("What it must include, separated by spaces")]
    public string? Scope { get; init; }

    [CommandOption("--acr <LEVEL>")]
    [Description("The least assurance: aal1, aal2 or aal3")]
    public string? Assurance { get; init; }

    [CommandOption("--max-age <SECONDS>")]
    [Description("How long ago the subject may have authenticated")]
    public long? MaxAge { get; init; }

    [CommandOption("--human")]
    [Description("It must stand for a human being who acts in person")]
    public bool Human { get; init; }

    [CommandOption("--key <FILE>")]
    [Description("Presents it with a proof by that key, and answers one challenge for a nonce; for the request that --method and --uri name")]
    public string? Key { get; init; }

    [CommandOption("--proof <FILE>")]
    [Description("Presents it with a proof that was made before (sessionctl proof), once or again; for the request that --method and --uri name")]
    public string? Proof { get; init; }

    [CommandOption("--method <METHOD>")]
    [Description("The method of the request that carries the token")]
    public string? Method { get; init; }

    [CommandOption("--uri <URI>")]
    [Description("The URI of that request, whole")]
    public string? Uri { get; init; }

    [CommandOption("--context-ua <TEXT>")]
    [Description("The User-Agent that the client declares of itself; its digest is sent")]
    public string? ContextUserAgent { get; init; }

    [CommandOption("--context-device <TEXT>")]
    [Description("What names the client's device; its digest is sent")]
    public string? ContextDevice { get; init; }

    [CommandOption("--no-activity")]
    [Description("Looks without moving the idle deadline")]
    public bool NoActivity { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (Key is not null && Proof is not null)
        {
            return ValidationResult.Error("--key and --proof exclude each other: give one.");
        }

        if (((Key ?? Proof) is null) != (Method is null && Uri is null))
        {
            return ValidationResult.Error("A proof is for one request: give --key or --proof, and --method and --uri.");
        }

        return RequestCheck.Problem(Method, Uri) is { } problem ? ValidationResult.Error(problem) : ValidationResult.Success();
    }
}

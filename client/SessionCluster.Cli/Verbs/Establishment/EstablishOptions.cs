using System.ComponentModel;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Establishment;

/// <summary>What <c>establish</c> takes.</summary>
internal sealed class EstablishOptions : ServiceOptions
{
    [CommandArgument(0, "<SUBJECT>")]
    [Description("Who was authenticated")]
    public required string Subject { get; init; }

    [CommandOption("--aud <AUDIENCE>", isRequired: true)]
    [Description("The service it is for; may be repeated where the class allows more than one")]
    public string[] Audiences { get; init; } = [];

    [CommandOption("--class <CLASS>")]
    [Description("The session class")]
    [DefaultValue("interactive")]
    public string Class { get; init; } = "interactive";

    [CommandOption("--amr <METHOD>", isRequired: true)]
    [Description("A method of the authentication (RFC 8176); may be repeated, or several separated by commas")]
    public string[] Methods { get; init; } = [];

    [CommandOption("--auth-time <SECONDS>")]
    [Description("When the subject authenticated, in Unix seconds. Without it: now")]
    public long? AuthenticatedAt { get; init; }

    [CommandOption("--event-id <ID>")]
    [Description("The id of the authentication event, which then admits once")]
    public string? EventId { get; init; }

    [CommandOption("--scope <SCOPE>")]
    [Description("The scope, separated by spaces")]
    public string? Scope { get; init; }

    [CommandOption("--for-client <ID>")]
    [Description("The client that will hold the session. Without it: the caller")]
    public string? ForClient { get; init; }

    [CommandOption("--max-uses <NUMBER>")]
    [Description("How many validations may be accepted in all")]
    public int? MaxUses { get; init; }

    [CommandOption("--attribute <NAME=VALUE>")]
    [Description("An attribute; may be repeated")]
    public string[] Attributes { get; init; } = [];

    [CommandOption("--key <FILE>")]
    [Description("Binds the session to that key (sessionctl proof --new-key FILE), proven by a proof of it")]
    public string? Key { get; init; }

    [CommandOption("--key-storage <STORAGE>")]
    [Description("Where the key lives: software or hardware")]
    public string? KeyStorage { get; init; }

    [CommandOption("--device <ID>")]
    [Description("The device it is for, as the login service names it; a lock of that device refuses it")]
    public string? Device { get; init; }

    [CommandOption("--context-ua <TEXT>")]
    [Description("The User-Agent that the client declares of itself; its digest is sent")]
    public string? ContextUserAgent { get; init; }

    [CommandOption("--context-device <TEXT>")]
    [Description("What names the client's device; its digest is sent")]
    public string? ContextDevice { get; init; }

    [CommandOption("--token-only")]
    [Description("Prints the token alone, as into a pipe, on a terminal too")]
    public bool TokenOnly { get; init; }

    /// <inheritdoc />
    public override ValidationResult Validate()
    {
        if (!SubjectId.TryCreate(Subject, out _, out var problem))
        {
            return ValidationResult.Error(problem);
        }

        if (Json && TokenOnly)
        {
            return ValidationResult.Error("--json and --token-only exclude each other: give one.");
        }

        if (KeyStorage is not null && !KeyStorageWords.TryParse(KeyStorage, out _))
        {
            return ValidationResult.Error("--key-storage is software or hardware.");
        }

        return Attributes.All(attribute => attribute.IndexOf('=', StringComparison.Ordinal) > 0)
            ? ValidationResult.Success()
            : ValidationResult.Error("An attribute is NAME=VALUE.");
    }
}

using System.ComponentModel;
using SessionCluster.Cli.Connections;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>What every verb takes that presents a session's token to the service itself; the token comes on standard input.</summary>
internal abstract class HoldingOptions : ServiceOptions
{
    [CommandOption("--key <FILE>")]
    [Description("The session's key: presents the token with a proof by it for this call, and answers one challenge for a nonce")]
    public string? Key { get; init; }

    [CommandOption("--public-url <URL>")]
    [Description("The service's public address (Http:PublicUrl), which proofs are for. Without it: the address that is asked")]
    public string? PublicUrl { get; init; }

    /// <summary>The URI that the proof of a call is for.</summary>
    public string UriOf(Connection connection, string path) => (PublicUrl is null ? connection.Address : new Uri(PublicUrl)).GetLeftPart(UriPartial.Authority) + path;

    /// <inheritdoc />
    public override Spectre.Console.ValidationResult Validate() =>
        PublicUrl is null || (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? Spectre.Console.ValidationResult.Success()
            : Spectre.Console.ValidationResult.Error("--public-url is the service's public address: give it whole, https://sessions.example for instance.");
}

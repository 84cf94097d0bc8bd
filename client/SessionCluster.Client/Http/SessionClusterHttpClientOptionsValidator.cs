using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Http;

/// <summary>Checks <see cref="SessionClusterHttpClientOptions"/> at start. Each sentence names the option; none shows the secret. What it shares with the gateway's client is checked there.</summary>
internal sealed class SessionClusterHttpClientOptionsValidator : IValidateOptions<SessionClusterHttpClientOptions>
{
    /// <summary>Longest secret in characters: 512.</summary>
    public const int MaxSecretLength = 512;

    private const string Prefix = nameof(SessionClusterHttpClientOptions) + ".";

    public ValidateOptionsResult Validate(string? name, SessionClusterHttpClientOptions options)
    {
        var problems = new List<string>();
        if (AddressProblem(options) is { } problem)
        {
            problems.Add($"{Prefix}{nameof(options.BaseAddress)} {problem}");
        }

        if (!ClientId.TryCreate(options.ClientId, out _))
        {
            problems.Add($"{Prefix}{nameof(options.ClientId)} is '{options.ClientId}': {ClientId.Rule}");
        }

        if (string.IsNullOrEmpty(options.ClientSecret) || options.ClientSecret.Length > MaxSecretLength)
        {
            problems.Add($"{Prefix}{nameof(options.ClientSecret)} is empty or longer than {MaxSecretLength} characters: give what 'client new' printed.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? AddressProblem(SessionClusterHttpClientOptions options) => options.BaseAddress switch
    {
        null => "is not set: give the address of the service.",
        { IsAbsoluteUri: false } => "is no absolute address: begin with https://.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } or { UserInfo.Length: > 0 } => "has a query, a fragment or credentials: give the address alone.",
        { Scheme: "https" } => null,
        { Scheme: "http" } http when http.IsLoopback || options.TrustedNetwork => null,
        { Scheme: "http" } => $"is plain http off loopback, and every call carries a secret: use https, or set {nameof(options.TrustedNetwork)} where the network keeps secrets.",
        _ => "is neither https nor http.",
    };
}

using System.Diagnostics.CodeAnalysis;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Verbs;

namespace SessionCluster.Cli.Connections;

/// <summary>
/// Finds address and credentials: options, then environment variables, then the settings file, then the Development file. Id and secret always come from one place:
/// a secret is never sent under another client's name, nor a Development secret off this machine.
/// </summary>
internal sealed class ConnectionReader(ServiceOptions options, CliSurroundings surroundings)
{
    private CredentialsFile? _config;

    /// <summary>Finds them.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="surroundings">Variables and folders.</param>
    /// <param name="connection">What was found.</param>
    /// <param name="problem">A sentence that says what to do.</param>
    public static bool TryRead(ServiceOptions options, CliSurroundings surroundings, [NotNullWhen(true)] out Connection? connection, [NotNullWhen(false)] out string? problem)
    {
        connection = null;
        var reader = new ConnectionReader(options, surroundings);
        return reader.TryReadConfig(out problem) && reader.TryReadAddress(out var address, out problem) && reader.TryReadCredentials(address, out connection, out problem);
    }

    private string? ConfigPath => surroundings.Home is { Length: > 0 } home ? Path.Combine(home, SettingNames.ConfigFile) : null;

    private bool TryReadConfig([NotNullWhen(false)] out string? problem)
    {
        problem = null;

        // A file that nobody needs need not be in order.
        var needed = (options.Url ?? Variable(SettingNames.UrlVariable)) is null || Variable(SettingNames.ClientSecretVariable) is null;
        return !needed || ConfigPath is not { } path || CredentialsFile.TryRead(path, out _config, out problem);
    }

    private bool TryReadAddress([NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        var text = options.Url ?? Variable(SettingNames.UrlVariable) ?? _config?.Url ?? SettingNames.DefaultUrl;
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/" || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            problem = $"'{WithoutUserInfo(text)}' is not the address of a service: give scheme, host and port only, https://sessions.example for instance.";
        }
        else if (address.Scheme == "http" && !address.IsLoopback && !options.TrustedNetwork)
        {
            problem = $"{address} is neither https nor on this machine, and tokens would go there in the clear: use https, or say --trusted-network when something else protects the way.";
        }

        return problem is null;
    }

    private bool TryReadCredentials(Uri address, out Connection? connection, [NotNullWhen(false)] out string? problem)
    {
        connection = null;
        problem = null;
        var (id, secret) = (Variable(SettingNames.ClientIdVariable), Variable(SettingNames.ClientSecretVariable));
        if (secret is not null)
        {
            problem = (options.ClientId ?? id) is null ? $"{SettingNames.ClientSecretVariable} is set and {SettingNames.ClientIdVariable} is not: set both, or give --client-id." : null;
            connection = problem is null ? new(address, options.ClientId ?? id!, secret, "environment") : null;
            return problem is null;
        }

        if (id is not null)
        {
            problem = $"{SettingNames.ClientIdVariable} is set and {SettingNames.ClientSecretVariable} is not: set both, or neither.";
            return false;
        }

        return _config?.ClientId is not null ? TryTake(_config, address, out connection, out problem) : TryReadDevelopment(address, out connection, out problem);
    }

    private bool TryReadDevelopment(Uri address, out Connection? connection, [NotNullWhen(false)] out string? problem)
    {
        connection = null;
        if (DevelopmentFile.Find(options.Data, surroundings.Folders) is { } path)
        {
            if (!CredentialsFile.TryRead(path, out var file, out problem))
            {
                return false;
            }

            if (file?.ClientId is not null && !address.IsLoopback)
            {
                problem = $"{path} is for development on this machine and is not sent to {address}: set {SettingNames.ClientIdVariable} and {SettingNames.ClientSecretVariable}.";
                return false;
            }

            if (file?.ClientId is not null)
            {
                return TryTake(file, address, out connection, out problem);
            }
        }

        problem = $"There are no client credentials: set {SettingNames.ClientIdVariable} and {SettingNames.ClientSecretVariable}, write ~/{SettingNames.ConfigFile}, or name the data directory of a silo in Development with --data.";
        return false;
    }

    private bool TryTake(CredentialsFile file, Uri address, out Connection? connection, [NotNullWhen(false)] out string? problem)
    {
        var other = options.ClientId is not null && options.ClientId != file.ClientId;
        problem = other ? $"{file.Path} has the secret of '{file.ClientId}', not of '{options.ClientId}': set {SettingNames.ClientSecretVariable} for that client." : null;
        connection = other ? null : new(address, file.ClientId!, file.ClientSecret!, file.Path);
        return problem is null;
    }

    private string? Variable(string name) => surroundings.Variable(name) is { Length: > 0 } value ? value : null;

    // A password in an address is a secret like any other.
    private static string WithoutUserInfo(string text) => text.LastIndexOf('@') is >= 0 and var at ? $"...{text[at..]}" : text;
}

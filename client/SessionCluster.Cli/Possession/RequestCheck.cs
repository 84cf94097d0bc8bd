namespace SessionCluster.Cli.Possession;

/// <summary>What a proof is for, as the command line has it.</summary>
internal static class RequestCheck
{
    /// <summary>A sentence when it is none.</summary>
    public static string? Problem(string? method, string? uri)
    {
        if ((method is null) != (uri is null))
        {
            return "A proof is for one request: give both --method and --uri.";
        }

        if (method is { } given && (given.Length is 0 or > 32 || !given.All(char.IsAsciiLetter)))
        {
            return "--method is the method of a request: GET, POST and so on.";
        }

        return uri is null || (Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed.UserInfo.Length == 0)
            ? null
            : "--uri is the URI of a request: give it whole, https://api.example/orders for instance.";
    }
}

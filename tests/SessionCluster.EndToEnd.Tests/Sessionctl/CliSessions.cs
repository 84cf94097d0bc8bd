namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>What an operator does with sessions, in a line each.</summary>
internal static class CliSessions
{
    private const int Unavailable = 3;

    /// <summary>Establishes a bearer session for the audience <c>orders</c>.</summary>
    /// <param name="cli">Who asks.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="holder">The client that holds it.</param>
    public static async Task<(string Sid, string Token)> EstablishAsync(this CliHome cli, string subject, string holder = "desk")
    {
        var established = (await cli.RunAsync("establish", subject, "--aud", "orders", "--amr", "pwd,otp", "--for-client", holder, "--json")).Require(0).Json;
        return ($"{established["sid"]}", $"{established["token"]}");
    }

    /// <summary>Asks about a token.</summary>
    /// <returns><c>active</c>, the word of the refusal, or <c>unavailable</c>.</returns>
    public static async Task<string> ValidateAsync(this CliHome cli, string token)
    {
        var run = await cli.PipeAsync(token, "validate", "--aud", "orders", "--json");
        if (run.ExitCode == Unavailable)
        {
            return "unavailable";
        }

        var verdict = run.Require(run.ExitCode == 0 ? 0 : 1).Json;
        return verdict["active"]!.GetValue<bool>() ? "active" : $"{verdict["refusal"]}";
    }

    /// <summary>The clients that are locked.</summary>
    public static async Task<string[]> LockedClientsAsync(this CliHome cli) =>
        [.. (await cli.RunAsync("locks", "--json")).Require(0).Json["locks"]!.AsArray().Select(entry => $"{entry!["value"]}")];
}

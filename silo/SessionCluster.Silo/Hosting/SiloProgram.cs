using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Health;

namespace SessionCluster.Silo.Hosting;

/// <summary>The command line: a verb, or run. Exit codes: 0 done, 1 could not start, 2 usage.</summary>
internal static class SiloProgram
{
    private const string Usage = """
        SessionCluster.Silo: keeps sessions.

          (no verb)          runs the silo; settings are configuration: --SessionCluster:Http:Urls=http://127.0.0.1:5080
          client new NAME    draws a client secret, prints it once, and prints the configuration to add
          dev-files DIR      makes key rings and a client that silos of one cluster share, for development only
          health URL         asks for a silo's health: exit code 0 when the answer is 2xx
          --help             prints this

        Settings: docs/configuration.md. Set ASPNETCORE_ENVIRONMENT=Development to try things out with generated keys.
        """;

    /// <summary>Does what the command line says.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">What was asked for.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="configure">For test hosts; see <see cref="SiloApplication.Build"/>.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, Action<WebApplicationBuilder>? configure = null)
    {
        switch (args)
        {
            case ["--help" or "-h" or "help", ..]:
                await output.WriteLineAsync(Usage);
                return 0;
            case ["client", ..]:
                return ClientNewCommand.Run(args, output, error);
            case ["dev-files", ..]:
                return DevelopmentFilesCommand.Run(args, output, error);
            case ["health", ..]:
                return await HealthCommand.RunAsync(args, output, error);
            case [var verb, ..] when !verb.StartsWith('-') && !verb.StartsWith('/') && !verb.Contains('=', StringComparison.Ordinal):
                await error.WriteLineAsync($"'{verb}' is not a verb.");
                await error.WriteLineAsync(Usage);
                return 2;
            default:
                return await RunSiloAsync(args, error, configure);
        }
    }

    private static async Task<int> RunSiloAsync(string[] args, TextWriter error, Action<WebApplicationBuilder>? configure)
    {
        try
        {
            await using var app = SiloApplication.Build(args, configure);
            await SiloStorage.OpenAsync(app.Services, CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartupProblem.Of(exception) is { Count: > 0 } sentences)
        {
            foreach (var sentence in sentences)
            {
                await error.WriteLineAsync($"SessionCluster can't start: {sentence}");
            }

            return 1;
        }
    }
}

using System.Text.RegularExpressions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Api;

/// <summary>The sample of a protected API, as a process of its own that asks a silo with the development client's credentials.</summary>
internal sealed partial class ApiProcess
{
    private readonly SiloProcess _process;

    private ApiProcess(SiloProcess process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Everything it printed so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it on a free port; it ends with the home.</summary>
    public static async Task<ApiProcess> StartAsync(SiloHome home, SiloProcess silo)
    {
        var (id, secret) = home.DevelopmentClient;
        var process = home.LaunchProgram("ProtectedApi", "--urls=http://127.0.0.1:0", $"--Sessions:BaseAddress={silo.Address}", $"--Sessions:ClientId={id}", $"--Sessions:ClientSecret={secret}");
        await process.ExpectOutputAsync("Now listening on:", TestContext.Current.CancellationToken);
        return new(process, new(Listening().Match(process.Output).Groups["url"].Value));
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}

using System.Diagnostics;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>Runs the built <c>sessionctl</c> as a process of its own, in a home directory of its own, with nothing of the test run's environment.</summary>
internal sealed class CliHome : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sessionctl-e2e-");

    /// <summary>The home directory, which is the current directory, too.</summary>
    public string Folder => _home.FullName;

    /// <summary>What runs; another test runs the installed tool.</summary>
    public IReadOnlyList<string> Program { get; init; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "SessionCluster.Cli.dll")];

    /// <summary>Environment variables of every run.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>A home whose runs ask a silo as its development client.</summary>
    public static CliHome Of(SiloHome silos, SiloProcess silo)
    {
        var (id, secret) = silos.DevelopmentClient;
        return new() { Variables = { ["SESSIONCTL_URL"] = silo.Address.ToString(), ["SESSIONCTL_CLIENT_ID"] = id, ["SESSIONCTL_CLIENT_SECRET"] = secret } };
    }

    /// <summary>Runs a command line.</summary>
    public Task<CliRun> RunAsync(params string[] args) => PipeAsync("", args);

    /// <summary>Runs a command line with something on standard input.</summary>
    public async Task<CliRun> PipeAsync(string input, params string[] args)
    {
        using var process = Start(args);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            return await FinishAsync(process);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>Starts a command line; the caller ends it.</summary>
    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Program[0], [.. Program.Skip(1), .. args])
        {
            WorkingDirectory = _home.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SESSIONCTL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = _home.FullName;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("sessionctl did not start.");
    }

    /// <summary>Waits for the end of a run.</summary>
    public static async Task<CliRun> FinishAsync(Process process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Writes the settings file with a mode.</summary>
    public string WriteSettings(string json, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_home.CreateSubdirectory(".config/sessioncluster").FullName, "config.json");
        File.WriteAllText(path, json);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    public void Dispose() => _home.Delete(recursive: true);
}

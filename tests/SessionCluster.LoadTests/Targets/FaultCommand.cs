using System.Diagnostics;

namespace SessionCluster.LoadTests.Targets;

/// <summary>The operator's command that makes a fault on a running cluster.</summary>
internal static class FaultCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <exception cref="LoadException">It failed, or did not end.</exception>
    public static async Task RunAsync(string command, Action<string> mark)
    {
        mark(command);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw LoadException.Usage($"'{command}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw LoadException.Usage($"'{command}' did not end within {Longest.TotalMinutes:0} minutes.");
        }

        if (process.ExitCode != 0)
        {
            throw LoadException.Usage($"'{command}' ended with {process.ExitCode}: {(await errors).Trim()} {(await output).Trim()}".TrimEnd());
        }
    }
}

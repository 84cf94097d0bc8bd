using System.Diagnostics;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Runs what the documents tell people to paste.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a script with curl in it and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">There is no curl, or the script failed; the message says what to do, or what it printed.</exception>
    public static async Task<string> RunWithCurlAsync(string script)
    {
        var (found, _, _) = await RunAsync("command -v curl");
        if (found != 0)
        {
            throw new InvalidOperationException("This test pastes commands that need curl, and there is none. Install it: apt-get install curl.");
        }

        var (exitCode, output, error) = await RunAsync(script);
        return exitCode == 0 ? output : throw new InvalidOperationException($"The script ended with {exitCode}.\n{output}\n{error}");
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = bash.StandardOutput.ReadToEndAsync(patience.Token);
            var error = bash.StandardError.ReadToEndAsync(patience.Token);
            await bash.WaitForExitAsync(patience.Token);
            return (bash.ExitCode, await output, await error);
        }
        finally
        {
            if (!bash.HasExited)
            {
                bash.Kill(entireProcessTree: true);
            }
        }
    }
}

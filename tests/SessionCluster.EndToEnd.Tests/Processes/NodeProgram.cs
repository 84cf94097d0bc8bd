using System.Diagnostics;
using SessionCluster.Tests.Shared.Npm;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Runs programs of Node.js to their end.</summary>
internal static class NodeProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Clients that this project did not write.</summary>
    private static readonly NpmPackages Clients = new("clients", "Tests run clients in JavaScript");

    /// <summary>Runs a program of a sample.</summary>
    public static Task<string> RunSampleAsync(string sample, string program, params (string Name, string Value)[] environment) =>
        RunAsync(Path.Combine(WorkTree.Root, "samples", sample, program), environment);

    /// <summary>Runs a program of <c>tests/clients</c>, whose packages are installed once for this work tree.</summary>
    public static async Task<string> RunClientAsync(string program, params (string Name, string Value)[] environment) =>
        await RunAsync(Path.Combine(await Clients.EnsureAsync(), program), environment);

    private static async Task<string> RunAsync(string program, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var node = Clients.Launch(start);
        node.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(patience.Token);
            var error = node.StandardError.ReadToEndAsync(patience.Token);
            await node.WaitForExitAsync(patience.Token);
            return node.ExitCode == 0 ? await output : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {node.ExitCode}.\n{await output}\n{await error}");
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}

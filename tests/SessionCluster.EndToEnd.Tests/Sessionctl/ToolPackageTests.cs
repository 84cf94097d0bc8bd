using System.Diagnostics;
using SessionCluster.EndToEnd.Tests.Readme;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary><c>sessionctl</c> as a .NET tool: packed, installed from the package alone without a network, and run.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _directory = Directory.CreateTempSubdirectory("sessionctl-tool-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_packed_tool_is_installed_and_runs()
    {
        var packages = Directory.CreateDirectory(Path.Combine(_directory, "packages")).FullName;
        var tools = Path.Combine(_directory, "tools");
        var settings = Path.Combine(_directory, "nuget.config");
        await File.WriteAllTextAsync(settings, $"""<configuration><packageSources><clear /><add key="here" value="{packages}" /></packageSources></configuration>""", TestContext.Current.CancellationToken);

        await RunAsync("pack", Path.Combine(Document.FindRoot(), "client/SessionCluster.Cli/SessionCluster.Cli.csproj"), "--no-build", "--configuration", Configuration, "--output", packages);
        await RunAsync("tool", "install", "SessionCluster.Cli", "--tool-path", tools, "--configfile", settings, "--no-cache");

        using var cli = new CliHome { Program = [Path.Combine(tools, "sessionctl")] };
        var help = (await cli.RunAsync("--help")).Require(0).Output;
        Assert.Contains("sessionctl [OPTIONS] <COMMAND>", help, StringComparison.Ordinal);
        Assert.All(["establish", "validate", "revoke", "list", "show", "revoke-subject", "client", "cluster", "tour"], verb => Assert.Contains($"\n    {verb}", help, StringComparison.Ordinal));
        (await cli.RunAsync("client", "new", "orders-api")).Require(0);
        (await cli.RunAsync("bogus")).Require(2);
    }

    // Tests and tool were built together, and so alike.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private async Task RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = _directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // The build server of the test run must not be waited for, nor outlive it; nor does a package go into the user's cache.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', args)} ended with {process.ExitCode}.\n{await output}\n{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

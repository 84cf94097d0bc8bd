using System.Diagnostics;

namespace SessionCluster.EndToEnd.Tests.Packages;

/// <summary>The packages, packed from what was built, in a folder of their own. Everything else that they need comes from the machine's package cache: no registry is asked.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly string[] Projects =
    [
        "grains/SessionCluster.Abstractions", "client/SessionCluster.Client", "client/SessionCluster.AspNetCore", "client/SessionCluster.Client.Testing",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-packages-").FullName;

    private string Feed => Path.Combine(_directory, "feed");

    public async ValueTask InitializeAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        foreach (var project in Projects)
        {
            await DotnetAsync(FindRoot(), "pack", project, "--no-build", "-c", configuration, "-o", Feed, "-v", "q");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The file of a package.</summary>
    public string PathOf(string id, string extension) => Directory.GetFiles(Feed, $"{id}.?.?.?*.{extension}").Single();

    /// <summary>Builds and runs an empty web project with this program, and returns what it prints.</summary>
    public async Task<string> RunConsumerAsync(string program)
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_directory, "consumer")).FullName;
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? (await DotnetAsync(_directory, "nuget", "locals", "global-packages", "--list")).Split(": ", 2)[1].Trim();
        var version = Path.GetFileNameWithoutExtension(PathOf("SessionCluster.AspNetCore", "nupkg"))["SessionCluster.AspNetCore.".Length..];
        await File.WriteAllTextAsync(Path.Combine(consumer, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(consumer, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SessionCluster.AspNetCore" Version="{version}" />
                <PackageReference Include="SessionCluster.Client.Testing" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_directory, "cache")}" /></config>
              <packageSources><clear /><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
        await DotnetAsync(consumer, "build", "-v", "q", "-clp:ErrorsOnly");
        return await DotnetAsync(consumer, Path.Combine("bin", "Debug", "net10.0", "Consumer.dll"));
    }

    private static async Task<string> DotnetAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test run was started with must not reach another build.
        start.Environment.Remove("NUGET_PACKAGES");
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SessionCluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"SessionCluster.sln stands in no folder above {AppContext.BaseDirectory}.");
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace SessionCluster.Tests.Shared.Npm;

/// <summary>Packages of a folder under <c>tests</c>: installed as its lock file says, once for a work tree, however many test processes ask for them at once.</summary>
internal sealed class NpmPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly string _name;
    private readonly string _purpose;
    private readonly Lazy<Task<string>> _folder;

    public NpmPackages(string name, string purpose)
    {
        (_name, _purpose) = (name, purpose);
        _folder = new(InstallAsync);
    }

    /// <summary>The folder, once they are there.</summary>
    /// <exception cref="InvalidOperationException">Node.js or npm is missing, or npm failed; the message says what to do.</exception>
    public Task<string> EnsureAsync() => _folder.Value;

    /// <summary>Starts a program of Node.js.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to do.</exception>
    public Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"{_purpose}, and there is no '{start.FileName}' to run it with: install Node.js 18 or later with npm (apt-get install nodejs npm, or https://nodejs.org).",
                exception);
        }
    }

    private async Task<string> InstallAsync()
    {
        var root = WorkTree.Root;
        var folder = Path.Combine(root, "tests", _name);
        using (await LockAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName, $"{_name}-install.lock")).ConfigureAwait(false))
        {
            if (!IsInstalled(folder))
            {
                await RunNpmAsync(folder).ConfigureAwait(false);
            }
        }

        return folder;
    }

    // The operating system lets go of it when its holder dies.
    private static async Task<FileStream> LockAsync(string file)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(Period).ConfigureAwait(false);
            }
        }
    }

    // npm writes its own account of what it installed when it has done so: everything in it must be as the lock has it, and all that the lock demands must be in it.
    private static bool IsInstalled(string folder)
    {
        var account = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (!File.Exists(account))
        {
            return false;
        }

        using var wanted = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package-lock.json")));
        using var found = JsonDocument.Parse(File.ReadAllBytes(account));
        var installed = Versions(found).ToDictionary(package => package.Name, package => package.Version);
        var packages = Versions(wanted).Where(package => package.Name.Length > 0).ToArray();
        return packages.All(package => installed.Remove(package.Name, out var version) ? version == package.Version : package.IsOptional) && installed.Count == 0;
    }

    private static IEnumerable<(string Name, string? Version, bool IsOptional)> Versions(JsonDocument account) => account.RootElement.GetProperty("packages").EnumerateObject().Select(package => (
        package.Name,
        package.Value.TryGetProperty("version", out var version) ? version.GetString() : null,
        package.Value.TryGetProperty("optional", out var optional) && optional.GetBoolean()));

    private async Task RunNpmAsync(string folder)
    {
        var start = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var npm = Launch(start);
        npm.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = npm.StandardError.ReadToEndAsync(patience.Token);
            await npm.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"'npm ci' in {folder} ended with {npm.ExitCode}. It needs a package registry once.\n{await output.ConfigureAwait(false)}\n{await errors.ConfigureAwait(false)}");
            }
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }
}

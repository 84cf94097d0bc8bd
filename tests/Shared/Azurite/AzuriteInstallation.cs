using System.Diagnostics;
using SessionCluster.Tests.Shared.Npm;

namespace SessionCluster.Tests.Shared.Azurite;

/// <summary>The emulator's packages under <c>tests/azurite</c>.</summary>
internal static class AzuriteInstallation
{
    private static readonly NpmPackages Packages = new("azurite", "Tests of the Azure Table store run against its emulator, Azurite");

    /// <summary>The program to start with Node.js.</summary>
    /// <exception cref="InvalidOperationException">Node.js or npm is missing, or npm failed; the message says what to do.</exception>
    public static async Task<string> EnsureAsync() => Path.Combine(await Packages.EnsureAsync().ConfigureAwait(false), "attached.js");

    /// <summary>Starts a program of Node.js.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to do.</exception>
    public static Process Launch(ProcessStartInfo start) => Packages.Launch(start);
}

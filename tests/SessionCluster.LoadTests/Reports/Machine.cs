using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using SessionCluster.Client;

namespace SessionCluster.LoadTests.Reports;

/// <summary>What the numbers were seen on.</summary>
internal static class Machine
{
    public static string Description { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GiB, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}");

    /// <summary>The version of the client package in this process.</summary>
    public static string Version { get; } = typeof(ISessionClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace SessionCluster.Benchmarks.Reports;

/// <summary>What the numbers were seen on.</summary>
internal static class Machine
{
    public static string Description { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}");
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Instruments of parts that a test puts together by hand.</summary>
internal static class Instruments
{
    public static SessionInstruments For(SiloFence fence) =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), fence);
}

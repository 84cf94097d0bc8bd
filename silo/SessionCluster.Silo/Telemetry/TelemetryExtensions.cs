using OpenTelemetry.Metrics;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Silo.Telemetry;

/// <summary>Metrics for Prometheus. Orleans' spans carry grain ids, which are session ids, so no traces are exported.</summary>
internal static class TelemetryExtensions
{
    private const string OrleansMeterName = "Microsoft.Orleans";

    /// <summary>Collects the two meters.</summary>
    public static void AddSessionTelemetry(this IServiceCollection services) =>
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(SessionInstruments.MeterName, OrleansMeterName).AddPrometheusExporter());

    /// <summary>Maps <c>/metrics</c>. Whoever maps it says who may read it.</summary>
    public static IEndpointConventionBuilder MapSessionTelemetry(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));
}

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SessionCluster.Silo.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: send traffic here. Open to everybody: a word, no details.</summary>
internal static class HealthEndpoints
{
    private static readonly HttpMethodMetadata Methods = new([HttpMethods.Get, HttpMethods.Head]);

    public static void MapSessionHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = (context, _) => context.Response.WriteAsync("live") }).WithMetadata(Methods);
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsync(report.Status == HealthStatus.Healthy ? "ready" : "not ready"),
        }).WithMetadata(Methods);
    }
}

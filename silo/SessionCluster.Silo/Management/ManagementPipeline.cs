using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Hosting;
using SessionCluster.Silo.Health;
using SessionCluster.Silo.Telemetry;

namespace SessionCluster.Silo.Management;

/// <summary>
/// What is answered on <c>Http:ManagementUrls</c>: health, metrics and the OpenAPI document, without credentials, and nothing else. A request is told by the port it came in through; a header could claim anything.
/// </summary>
internal static class ManagementPipeline
{
    /// <summary>Takes requests of the management ports out of the way of all others.</summary>
    public static void UseSessionManagement(this WebApplication app)
    {
        var ports = app.Services.GetRequiredService<SiloSettings>().ManagementUrls.Select(url => url.Port).ToHashSet();
        if (ports.Count == 0)
        {
            return;
        }

        app.MapWhen(context => ports.Contains(context.Connection.LocalPort), branch =>
        {
            branch.UseRouting();
            branch.UseEndpoints(endpoints =>
            {
                endpoints.MapSessionHealth();
                endpoints.MapSessionTelemetry();
                endpoints.MapSessionDocument();
            });
        });
    }
}

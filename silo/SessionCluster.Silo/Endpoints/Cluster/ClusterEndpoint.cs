using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Cluster;

/// <summary><c>GET /cluster</c>: the silos, each in its own words.</summary>
internal sealed class ClusterEndpoint(ClusterRoll roll, SiloSettings settings)
{
    public async Task HandleAsync(HttpContext context, Caller caller) =>
        await ClusterJson.WriteAsync(context.Response, settings.ClusterId, await roll.CallAsync(context.RequestAborted));
}

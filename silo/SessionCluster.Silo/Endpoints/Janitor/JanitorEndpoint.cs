using SessionCluster.Abstractions.Validation;
using SessionCluster.Grains.Janitor;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Janitor;

/// <summary><c>GET /janitor</c>: what it did and where it is.</summary>
internal sealed class JanitorEndpoint(IJanitorReports reports)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        if (await reports.ReadAsync() is { } report)
        {
            await JanitorJson.WriteAsync(context.Response, report);
        }
        else
        {
            await KnownProblems.Unavailable(UnavailableReason.Storage).WriteAsync(context);
        }
    }
}

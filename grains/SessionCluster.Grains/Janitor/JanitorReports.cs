using Microsoft.Extensions.Logging;

namespace SessionCluster.Grains.Janitor;

/// <inheritdoc cref="IJanitorReports"/>
internal sealed partial class JanitorReports(IGrainFactory grains, ILogger<JanitorReports> logger) : IJanitorReports
{
    public async Task<JanitorReport?> ReadAsync()
    {
        try
        {
            return await grains.GetGrain<IJanitorGrain>(JanitorGrain.Key).GetReport();
        }
        catch (Exception exception)
        {
            LogUnanswered(exception.Message);
            return null;
        }
    }

    [LoggerMessage(1801, LogLevel.Warning, "The janitor was asked about itself and gave no answer: {Problem}", EventName = "JanitorUnanswered")]
    private partial void LogUnanswered(string problem);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.TestSilo.Canary;

/// <summary>What a careless line of code would do with a secret: log it, tag a metric with it, tag a span with it. A search that does not find this finds nothing.</summary>
internal sealed partial class PlantedCanary(string secret, IMeterFactory meters, ILogger<PlantedCanary> logger) : IHostedService
{
    private const string SourceName = "SessionCluster.TestSilo.Canary";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogSecret(secret);
        meters.Create(SessionInstruments.MeterName).CreateCounter<long>("canary").Add(1, new KeyValuePair<string, object?>("secret", secret));
        using var source = new ActivitySource(SourceName);
        using var activity = source.StartActivity("canary");
        activity?.SetTag("secret", secret);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(9001, LogLevel.Trace, "Planted: {Secret}")]
    private partial void LogSecret(string secret);
}

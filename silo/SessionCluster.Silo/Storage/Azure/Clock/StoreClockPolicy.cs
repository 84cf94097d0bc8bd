using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Time;

namespace SessionCluster.Silo.Storage.Azure.Clock;

/// <summary>Reads the time of every answer of the store, errors included.</summary>
internal sealed class StoreClockPolicy(StoreClock storeClock, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : HttpPipelinePolicy
{
    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var sent = clock.GetTimestamp();
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        Observe(message, sent);
    }

    /// <inheritdoc />
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var sent = clock.GetTimestamp();
        ProcessNext(message, pipeline);
        Observe(message, sent);
    }

    private void Observe(HttpMessage message, long sent)
    {
        if (message.HasResponse && message.Response.Headers.Date is { } date)
        {
            storeClock.Observe(sent, clock.GetTimestamp(), date);
        }
    }
}

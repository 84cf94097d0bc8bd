namespace SessionCluster.Grains.Janitor;

/// <summary>Events that are past their retention.</summary>
internal sealed partial class JanitorGrain
{
    private const int EventsPerCall = 1000;
    private const int EventCallsPerTurn = 20;

    private async Task DropEventsAsync()
    {
        if (services.Options.EventRetention is not { } retention)
        {
            return;
        }

        var before = services.Now() - retention;
        for (var call = 0; call < EventCallsPerTurn; call++)
        {
            var deleted = await services.DeleteEventsAsync(before, EventsPerCall);
            Tally(sweep => sweep with { EventsDeleted = sweep.EventsDeleted + deleted });
            if (deleted < EventsPerCall)
            {
                return;
            }
        }
    }
}

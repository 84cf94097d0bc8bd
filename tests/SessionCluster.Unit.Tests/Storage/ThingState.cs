using Orleans;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>What an activation holds of its row.</summary>
internal sealed class ThingState : IGrainState<StoredThing>
{
    public StoredThing State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }

    StoredThing? IGrainState<StoredThing>.State
    {
        get => State;
        set => State = value ?? throw new ArgumentNullException(nameof(value));
    }
}

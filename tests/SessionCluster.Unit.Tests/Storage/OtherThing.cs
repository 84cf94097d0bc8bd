using Orleans;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>Another kind of state with the same members: its bytes would be read as a <see cref="StoredThing"/> if nothing told them apart.</summary>
[GenerateSerializer, Alias("tests.OtherThing")]
public sealed record OtherThing
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public long Number { get; set; }
}

using Orleans;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>A state of the tests: compared by value, so that what was written can be compared with what was read.</summary>
[GenerateSerializer, Alias("tests.StoredThing")]
public sealed record StoredThing
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public long Number { get; set; }
}

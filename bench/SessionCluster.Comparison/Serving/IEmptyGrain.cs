namespace SessionCluster.Comparison.Serving;

/// <summary>The floor of a call: a grain that does nothing, of the same key type, placement and return type as a session.</summary>
[Alias("comparison.IEmptyGrain")]
public interface IEmptyGrain : IGrainWithStringKey
{
    [Alias("Nothing")]
    ValueTask<EmptyAnswer> Nothing(EmptyCall call);
}

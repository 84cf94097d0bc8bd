namespace SessionCluster.Core.Rows;

/// <summary>A stored state that carries its own key, so that a row which was moved or copied to another key is noticed.</summary>
public interface IKeyedState
{
    /// <summary>True when this state was written under that grain key.</summary>
    bool BelongsTo(string grainKey);
}

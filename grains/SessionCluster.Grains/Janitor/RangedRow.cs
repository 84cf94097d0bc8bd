namespace SessionCluster.Grains.Janitor;

/// <summary>A row as a range has it.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="ETag">Its version.</param>
/// <param name="State">What it holds; <see langword="null"/> when it can't be opened: its seal is wrong, or its key is not in the silo ring.</param>
/// <param name="SealKeyId">The silo key that it says it is sealed under; <see langword="null"/> for a row without a seal.</param>
public sealed record RangedRow<TState>(string Key, string ETag, TState? State, byte? SealKeyId)
    where TState : class;

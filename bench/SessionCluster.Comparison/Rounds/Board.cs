namespace SessionCluster.Comparison.Rounds;

/// <summary>Who takes part.</summary>
internal sealed record Board(Track Validate, Track Empty, Track ValidateCohosted, Track EmptyCohosted, Track RedisScript, Track RedisHash, Track Jwt)
{
    public IReadOnlyList<Track> All { get; } = [Validate, Empty, ValidateCohosted, EmptyCohosted, RedisScript, RedisHash, Jwt];
}

namespace SessionCluster.Abstractions.Signals;

/// <summary>What somebody reports about a session (<c>type</c>). Numbers are stable; the words are in <see cref="Wire.SignalWords"/>.</summary>
[GenerateSerializer, Alias("sc.SignalType")]
public enum SignalType
{
    /// <summary>Risk seen by an API service or a detector: velocity, address, user agent, guessing (CAEP <c>risk-level-change</c>).</summary>
    Risk = 1,

    /// <summary>The token itself was found where it does not belong.</summary>
    Leak = 2,
}

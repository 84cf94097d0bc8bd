using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>A nonce and when it was drawn.</summary>
internal sealed class SentNonce(string text, DateTimeOffset drawnAt)
{
    private readonly Digest128 _digest = Digest128.Of(text);

    public string Text { get; } = text;

    public DateTimeOffset DrawnAt { get; } = drawnAt;

    /// <summary>In fixed time: whoever measures how long it takes learns nothing about the nonce.</summary>
    public bool Is(Digest128 presented) => ((_digest.High ^ presented.High) | (_digest.Low ^ presented.Low)) == 0;
}

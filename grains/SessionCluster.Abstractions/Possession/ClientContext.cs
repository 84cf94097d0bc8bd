namespace SessionCluster.Abstractions.Possession;

/// <summary>
/// What a bearer session's client declares of itself (<c>context</c>): digests of texts that rarely change, made by <see cref="Digest128.Of(ReadOnlySpan{char})"/> wherever they are made. Any member that differs
/// or is absent counts as different.
/// </summary>
/// <param name="UserAgent">Of the <c>User-Agent</c>; unset when it is not declared.</param>
/// <param name="Device">Of whatever names the device; unset when it is not declared.</param>
[GenerateSerializer, Immutable, Alias("sc.ClientContext")]
public sealed record ClientContext([property: Id(0)] Digest128 UserAgent, [property: Id(1)] Digest128 Device)
{
    /// <summary>The version of the wire form: 1.</summary>
    public const int Version = 1;

    /// <summary>Makes a context of the texts themselves.</summary>
    /// <param name="userAgent">The <c>User-Agent</c> as it was received, or <see langword="null"/>.</param>
    /// <param name="device">What names the device, or <see langword="null"/>.</param>
    public static ClientContext Of(string? userAgent, string? device) => new(
        userAgent is null ? default : Digest128.Of(userAgent),
        device is null ? default : Digest128.Of(device));
}

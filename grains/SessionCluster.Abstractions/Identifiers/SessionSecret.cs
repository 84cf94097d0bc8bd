using System.Collections.Immutable;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// The 32 bytes of a token that nobody else knows, on their way from the silo that derived them to the edge that composes the token (P-T1). Everywhere else only digests travel. Never stored, never printed.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.SessionSecret")]
public sealed class SessionSecret
{
    /// <summary>Length in bytes: 32.</summary>
    public const int Size = 32;

    [Id(0)]
    private readonly ImmutableArray<byte> _bytes;

    private SessionSecret(ImmutableArray<byte> bytes) => _bytes = bytes;

    /// <summary>Takes 32 bytes; they are copied.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public static SessionSecret FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new([.. bytes])
        : throw new ArgumentException($"A secret has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>The 32 bytes; not to be kept, printed or sent anywhere but into a token.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan();

    /// <summary>Never the value.</summary>
    public override string ToString() => "(session secret)";
}

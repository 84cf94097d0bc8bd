using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Abstractions.Containment;

/// <summary>What to lock, until when, and why. A lock refuses while it stands and changes no session: when it goes, sessions that nothing else happened to work again (P-C3).</summary>
/// <param name="Dimension">What it names.</param>
/// <param name="Value">A client id, a thumbprint (43 characters of base64url) or a device id; empty for <see cref="LockDimension.All"/>.</param>
/// <param name="Order">Why, and on whose word.</param>
[GenerateSerializer, Immutable, Alias("sc.LockOrder")]
public sealed record LockOrder([property: Id(0)] LockDimension Dimension, [property: Id(1)] string Value, [property: Id(2)] RevocationOrder Order)
{
    /// <summary>Longest message in characters: 256.</summary>
    public const int MaxMessageLength = 256;

    /// <summary>The lock ends by itself at this instant, by each silo's clock; <see langword="null"/> for one that somebody has to remove.</summary>
    [Id(3)]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Words for operators who find it, 1 to 256 characters without control characters; <see langword="null"/> for none.</summary>
    [Id(4)]
    public string? Message { get; init; }

    /// <summary>True when every member is within its range; whether <see cref="Until"/> is still to come is for the clock that decides. A message is deserialized without the checks of its types, so what will be stored is checked where it is stored.</summary>
    public bool IsWellFormed() => Value is not null && IsValueOf(Dimension) && Order?.IsWellFormed() == true && (Message is null || IsWellFormed(Message));

    private static bool IsWellFormed(string message) => message.Length is >= 1 and <= MaxMessageLength && UnicodeText.IsWellFormed(message) && !message.Any(char.IsControl);

    private bool IsValueOf(LockDimension dimension) => dimension switch
    {
        LockDimension.Client => ClientId.TryCreate(Value, out _),
        LockDimension.Key => KeyThumbprint.TryParse(Value, out _),
        LockDimension.Device => DeviceId.TryCreate(Value, out _),
        LockDimension.All => Value.Length == 0,
        _ => false,
    };
}

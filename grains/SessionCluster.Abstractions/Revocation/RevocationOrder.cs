using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>Why to end, and on whose word.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">Words: the caller's for <see cref="RevocationReason.Other"/>, the rule's name when a rule of this service decided; at most 256 characters without control characters; <see langword="null"/> otherwise.</param>
/// <param name="Initiator">On whose word.</param>
[GenerateSerializer, Immutable, Alias("sc.RevocationOrder")]
public sealed record RevocationOrder(
    [property: Id(0)] RevocationReason Reason,
    [property: Id(1)] string? Detail,
    [property: Id(2)] EndInitiator Initiator)
{
    /// <summary>Longest detail in characters: 256.</summary>
    public const int MaxDetailLength = 256;

    /// <summary>True when every member is within its range. A message is deserialized without the checks of its types, so what will be stored is checked where it is stored.</summary>
    public bool IsWellFormed() => Enum.IsDefined(Reason) && IsWellFormed(Initiator) && (Detail is null || IsWellFormed(Detail));

    private static bool IsWellFormed(EndInitiator initiator) => initiator.Kind switch
    {
        InitiatorKind.Policy => initiator.Client.IsUnset,
        InitiatorKind.Client => ClientId.TryCreate(initiator.Client.Value, out _),
        _ => false,
    };

    private static bool IsWellFormed(string detail) =>
        detail.Length is >= 1 and <= MaxDetailLength && UnicodeText.IsWellFormed(detail) && !detail.Any(char.IsControl);
}

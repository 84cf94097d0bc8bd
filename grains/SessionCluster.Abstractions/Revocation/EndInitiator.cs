using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>On whose word a session ended.</summary>
/// <param name="Kind">Who.</param>
/// <param name="Client">The caller, when <paramref name="Kind"/> is <see cref="InitiatorKind.Client"/>; unset otherwise.</param>
[GenerateSerializer, Immutable, Alias("sc.EndInitiator")]
public readonly record struct EndInitiator([property: Id(0)] InitiatorKind Kind, [property: Id(1)] ClientId Client)
{
    /// <summary>This service itself, by a rule.</summary>
    public static EndInitiator Policy { get; } = new(InitiatorKind.Policy, default);

    /// <summary>The session's holder.</summary>
    public static EndInitiator Holder { get; } = new(InitiatorKind.Holder, default);

    /// <summary>A caller.</summary>
    public static EndInitiator By(ClientId client) => new(InitiatorKind.Client, client);
}

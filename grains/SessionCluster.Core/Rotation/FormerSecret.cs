using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>The one former generation (P-T3).</summary>
/// <param name="Hash">The hash of its digest.</param>
/// <param name="AcceptedUntil">Accepted before this instant: its successor's confirmation plus the grace; after a step-up, the step-up itself.</param>
/// <param name="ReuseFrom">Presenting it at or after this instant is evidence. Between the two it is only refused: what was on its way when the subject stepped up is noise.</param>
/// <param name="Derivation">How its successor was derived, so that asking again in the grace gives the same; <see langword="null"/> after a step-up.</param>
[GenerateSerializer, Immutable, Alias("sc.FormerSecret")]
public sealed record FormerSecret(
    [property: Id(0)] SecretHash Hash,
    [property: Id(1)] DateTimeOffset AcceptedUntil,
    [property: Id(2)] DateTimeOffset ReuseFrom,
    [property: Id(3)] Derivation? Derivation);

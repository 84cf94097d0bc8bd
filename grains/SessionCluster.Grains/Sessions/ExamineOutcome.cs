using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Renewal;

namespace SessionCluster.Grains.Sessions;

/// <summary>What a session answers to an <see cref="ExamineCall"/>: one of both.</summary>
/// <param name="Denied">A refusal, or what was unavailable; <see langword="null"/> when it is held.</param>
/// <param name="Session">The session; <see langword="null"/> when it is not held.</param>
[GenerateSerializer, Immutable, Alias("sc.ExamineOutcome")]
internal sealed record ExamineOutcome([property: Id(0)] SessionVerdict? Denied, [property: Id(1)] ExaminedSession? Session)
{
    public static ExamineOutcome Deny(SessionVerdict verdict) => new(verdict, null);
}

using SessionCluster.Abstractions.Validation;

namespace SessionCluster.AspNetCore.Authorization;

/// <summary>What a request's session lacks, kept with the request for the challenge.</summary>
/// <param name="Refusal">Scope, or assurance.</param>
/// <param name="Requirements">What is asked for, which the client must know to do better.</param>
internal sealed record UnmetRequirement(SessionRefusal Refusal, ValidationRequirements Requirements);

using Microsoft.AspNetCore.Authorization;
using SessionCluster.Abstractions.Assurance;

namespace SessionCluster.AspNetCore.Authorization;

/// <summary>The session must have at least this level, from an authentication of at most this age (RFC 9470).</summary>
/// <param name="level">The lowest level.</param>
/// <param name="maxAge">The largest age, or <see langword="null"/> for any.</param>
internal sealed class AssuranceRequirement(AssuranceLevel level, TimeSpan? maxAge) : IAuthorizationRequirement
{
    public AssuranceLevel Level => level;

    public TimeSpan? MaxAge => maxAge;

    public override string ToString() => $"assurance {level}, age {maxAge}";
}

using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>What a policy asks of a session.</summary>
public static class SessionPolicyBuilderExtensions
{
    /// <summary>The session must have all of these scope tokens; otherwise 403 <c>insufficient_scope</c> with what is required (RFC 6750 section 3.1).</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scopes">At least one token, or several in one text separated by single spaces.</param>
    /// <exception cref="ArgumentException">There is none, or one is no scope token.</exception>
    public static AuthorizationPolicyBuilder RequireScope(this AuthorizationPolicyBuilder policy, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(scopes);
        return ScopeSet.TryParse(string.Join(' ', scopes), out var scope) && scope.Tokens.Length > 0
            ? policy.RequireAuthenticatedUser().AddRequirements(new ScopeRequirement(scope))
            : throw new ArgumentException(ScopeSet.Rule, nameof(scopes));
    }

    /// <summary>
    /// The session must have at least this assurance level, from an authentication that is at most so old; otherwise 401 <c>insufficient_user_authentication</c> with <c>acr_values</c> and <c>max_age</c>, and the client
    /// has the subject authenticate again (RFC 9470).
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="level">The lowest level; <see cref="AssuranceLevel.None"/> only together with an age.</param>
    /// <param name="maxAge">The largest age, inclusive, to the second; <see langword="null"/> (default) for any.</param>
    /// <exception cref="ArgumentException">Nothing is required, the level is unknown, or the age is negative or no whole number of seconds.</exception>
    public static AuthorizationPolicyBuilder RequireAssurance(this AuthorizationPolicyBuilder policy, AssuranceLevel level, TimeSpan? maxAge = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var good = Enum.IsDefined(level) && (level != AssuranceLevel.None || maxAge is not null) && (maxAge is not { } age || (age >= TimeSpan.Zero && age.Ticks % TimeSpan.TicksPerSecond == 0));
        return good
            ? policy.RequireAuthenticatedUser().AddRequirements(new AssuranceRequirement(level, maxAge))
            : throw new ArgumentException("Require a known level, an age of whole seconds, or both.", nameof(level));
    }

    /// <summary>
    /// The session must stand for a human being who acts in person: its class is marked so (<c>interactive</c> and <c>privileged</c> are), and nobody acts for somebody. Otherwise 401 <c>insufficient_user_authentication</c>.
    /// Sessions that were established before 0.4 are not marked.
    /// </summary>
    /// <param name="policy">The policy.</param>
    public static AuthorizationPolicyBuilder RequireHuman(this AuthorizationPolicyBuilder policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.RequireAuthenticatedUser().AddRequirements(HumanRequirement.Instance);
    }
}

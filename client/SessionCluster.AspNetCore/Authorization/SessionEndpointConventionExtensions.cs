using Microsoft.AspNetCore.Authorization;
using SessionCluster.Abstractions.Assurance;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What an endpoint asks of a session.</summary>
public static class SessionEndpointConventionExtensions
{
    /// <inheritdoc cref="SessionPolicyBuilderExtensions.RequireScope"/>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireScope(scopes));

    /// <inheritdoc cref="SessionPolicyBuilderExtensions.RequireAssurance"/>
    public static TBuilder RequireAssurance<TBuilder>(this TBuilder builder, AssuranceLevel level, TimeSpan? maxAge = null)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireAssurance(level, maxAge));

    /// <inheritdoc cref="SessionPolicyBuilderExtensions.RequireHuman"/>
    public static TBuilder RequireHuman<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.RequireHuman());
}

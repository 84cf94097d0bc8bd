using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.AspNetCore.Authorization;
using SessionCluster.AspNetCore.Possession;
using SessionCluster.AspNetCore.Rotation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the authentication scheme.</summary>
public static class SessionClusterAuthenticationExtensions
{
    /// <summary>
    /// Adds the scheme <see cref="SessionClusterDefaults.AuthenticationScheme"/>: a request is authenticated by the session token in its one <c>Authorization</c> header, <c>DPoP</c> with the proof in its one <c>DPoP</c> header or <c>Bearer</c>, which the registered
    /// <c>ISessionClient</c> validates (<c>AddSessionClusterClient</c> through a gateway, <c>AddSessionClusterHttpClient</c> over HTTP).
    /// </summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="configure">Sets the options; the audience is required.</param>
    public static AuthenticationBuilder AddSessionCluster(this AuthenticationBuilder builder, Action<SessionClusterOptions> configure) =>
        builder.AddSessionCluster(SessionClusterDefaults.AuthenticationScheme, configure);

    /// <summary>As above, under a name of its own: one service with two audiences has two schemes.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="configure">Sets the options; the audience is required.</param>
    public static AuthenticationBuilder AddSessionCluster(this AuthenticationBuilder builder, string scheme, Action<SessionClusterOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddAuthorization();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<RotationMemory>();
        builder.Services.TryAddSingleton<BearerRotation>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, PeerAddress>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, SessionRequirementHandler>());
        return builder.AddScheme<SessionClusterOptions, SessionClusterHandler>(scheme, displayName: null, configure);
    }
}

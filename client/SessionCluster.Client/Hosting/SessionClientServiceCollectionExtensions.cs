using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Keys;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the session client.</summary>
public static class SessionClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ISessionClient"/> to a process that is an Orleans client (<c>UseOrleansClient</c>). At start it compares its edge ring with the silo's and fails when they differ.
    /// The ring comes from <see cref="SessionClientOptions.KeyRingFile"/>; without that, register the <see cref="EdgeRing"/> as a singleton, for instance as read by <see cref="KeyRingReader"/>.
    /// Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; the environment is <c>dev</c> by default.</param>
    public static IServiceCollection AddSessionClusterClient(this IServiceCollection services, Action<SessionClientOptions>? configure = null)
    {
        services.AddCohostedSessionClusterClient(configure);
        services.TryAddSingleton(ReadEdgeRing);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KeyRingFileWatcher>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EdgeRingAgreementCheck>());
        return services;
    }

    /// <summary>As above, inside a silo: the ring is the silo's own, so there is nothing to read or compare.</summary>
    internal static IServiceCollection AddCohostedSessionClusterClient(this IServiceCollection services, Action<SessionClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SessionClientOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionClientOptions>, SessionClientOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITokenGate, TokenGate>();
        services.TryAddSingleton<IProofVerifier>(_ => new DpopProofVerifier());
        services.TryAddSingleton<ISessionClient, SessionClient>();
        return services;
    }

    private static EdgeRing ReadEdgeRing(IServiceProvider provider)
    {
        if (provider.GetRequiredService<IOptions<SessionClientOptions>>().Value.KeyRingFile is not { } path)
        {
            throw new InvalidOperationException($"There is no edge ring: set {nameof(SessionClientOptions)}.{nameof(SessionClientOptions.KeyRingFile)}, or register an {nameof(EdgeRing)}.");
        }

        return KeyRingFile.TryRead(path, out var ring, out var problem) ? new EdgeRing(ring) : throw new InvalidOperationException(problem);
    }
}

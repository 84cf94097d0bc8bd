using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SessionCluster.Client.Tls;

/// <summary>What mutual TLS needs, in a client and in a silo.</summary>
internal static class ClusterTlsServices
{
    /// <summary>Adds it.</summary>
    /// <returns>False when it was there: connections must not be wrapped twice.</returns>
    public static bool TryAdd(IServiceCollection services, Action<ClusterTlsOptions> configure)
    {
        services.AddOptions<ClusterTlsOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(TlsKeeper)))
        {
            return false;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterTlsOptions>, ClusterTlsOptionsValidator>());
        services.AddSingleton<TlsKeeper>();
        services.AddSingleton<TlsHandshake>();
        services.AddHostedService<TlsReload>();
        return true;
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Http;
using SessionCluster.Client.Keys;
using SessionCluster.Client.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the session client over HTTP.</summary>
public static class SessionClusterHttpClientServiceCollectionExtensions
{
    // A page of 100 sessions with the largest attributes is a quarter of this.
    private const int MostBytes = 1024 * 1024;

    /// <summary>
    /// Adds <see cref="ISessionClient"/> to a process that reaches the service over HTTP. The credentials say who asks, so a call that names another client is refused with an <see cref="ArgumentException"/>. Calling it twice is harmless.
    /// </summary>
    /// <remarks>
    /// Its <see cref="HttpClient"/> comes from <see cref="IHttpClientFactory"/> under the name <c>SessionCluster</c>, without loggers: paths hold subjects, headers the client's secret, bodies tokens.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options: address, client id and client secret are required.</param>
    public static IServiceCollection AddSessionClusterHttpClient(this IServiceCollection services, Action<SessionClusterHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<SessionClusterHttpClientOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(HttpExchange)))
        {
            return services;
        }

        services.AddSingleton<IValidateOptions<SessionClusterHttpClientOptions>, SessionClusterHttpClientOptionsValidator>();
        AddSharedOptions(services);
        AddHttpClient(services);
        AddGate(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HttpExchange>();
        services.TryAddSingleton<ISessionClient, SessionHttpClient>();
        return services;
    }

    /// <summary>What both clients have is checked by one validator.</summary>
    private static void AddSharedOptions(IServiceCollection services)
    {
        services.AddOptions<SessionClientOptions>().ValidateOnStart().Configure<IOptions<SessionClusterHttpClientOptions>>((shared, http) =>
            (shared.Environment, shared.KeyRingFile, shared.OperationTimeout) = (http.Value.Environment, http.Value.KeyRingFile, http.Value.OperationTimeout));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionClientOptions>, SessionClientOptionsValidator>());
    }

    private static void AddHttpClient(IServiceCollection services) => services
        .AddHttpClient(HttpExchange.ClientName, client =>
        {
            // Each sending has its own limit.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.MaxResponseContentBufferSize = MostBytes;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        .RemoveAllLoggers();

    private static void AddGate(IServiceCollection services)
    {
        var hasRing = services.Any(service => service.ServiceType == typeof(EdgeRing));
        services.TryAddSingleton(provider => ReadEdgeRing(provider.GetRequiredService<IOptions<SessionClusterHttpClientOptions>>().Value));
        services.TryAddSingleton<ITokenGate, TokenGate>();
        services.AddSingleton(provider => new HomeGate(
            hasRing || provider.GetRequiredService<IOptions<SessionClusterHttpClientOptions>>().Value.KeyRingFile is not null ? provider.GetRequiredService<ITokenGate>() : null));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HomeRingReload>());
    }

    private static EdgeRing ReadEdgeRing(SessionClusterHttpClientOptions options) => options.KeyRingFile is not { } path
        ? throw new InvalidOperationException($"There is no edge ring: set {nameof(SessionClusterHttpClientOptions)}.{nameof(SessionClusterHttpClientOptions.KeyRingFile)}, or register an {nameof(EdgeRing)} before.")
        : KeyRingFile.TryRead(path, out var ring, out var problem) ? new EdgeRing(ring) : throw new InvalidOperationException(problem);
}

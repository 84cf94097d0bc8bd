using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Configuration;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Keys;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Hosting;
using SessionCluster.Silo.Health;
using SessionCluster.Silo.Telemetry;

namespace SessionCluster.Silo.Hosting;

/// <summary>What the silo is made of.</summary>
internal static class SiloServices
{
    // Leaving activations write once more, for longer than a migration payload lives (10 s, P-W6); the host waits for them.
    private static readonly TimeSpan DeactivationTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Adds everything.</summary>
    public static void Add(WebApplicationBuilder builder, SiloConfiguration configuration)
    {
        var services = builder.Services;
        services.AddSingleton(configuration.Settings);
        services.AddSingleton(configuration.Classes);
        services.AddSingleton(configuration.Assurance);
        services.AddSingleton(new EdgeRing(configuration.EdgeRing));
        services.AddSingleton(new SiloRing(configuration.SiloRing));
        services.AddSingleton(new ReplayBudget(configuration.Settings.MaxReplayEntries));
        services.AddHostedService<KeyRingReload>();
        services.Configure<AdmissionOptions>(configuration.Settings.Apply);
        services.Configure<JanitorOptions>(janitor => (janitor.Interval, janitor.EventRetention) = (configuration.Settings.JanitorInterval, configuration.Settings.EventRetention));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddHealthChecks().AddCheck<SiloReadiness>("silo", HealthStatus.Unhealthy);
        services.AddHostedService<StartupBanner>();
        if (configuration.DevelopmentClient is { } client)
        {
            services.AddSingleton(client);
        }

        AddHttp(builder, configuration.Settings);
        builder.UseOrleans(silo => AddSilo(silo, configuration.Settings));

        // The one edge, in the silo's own process: it has the silo's own ring.
        services.AddCohostedSessionClusterClient(client => client.Environment = configuration.Settings.Environment);
    }

    private static void AddHttp(WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddSessionTelemetry();
        builder.Services.AddSessionHttp();
        builder.WebHost.UseUrls([.. settings.Urls.Concat(settings.ManagementUrls).Select(url => url.GetLeftPart(UriPartial.Authority))]);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    private static void AddSilo(ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<SiloMessagingOptions>(messaging => messaging.MaxEnqueuedRequestsHardLimit = 10_000);
        silo.Configure<SchedulingOptions>(scheduling => scheduling.TurnWarningLengthThreshold = TimeSpan.FromMilliseconds(200));
        silo.Configure<GrainCollectionOptions>(collection => collection.DeactivationTimeout = DeactivationTimeout);
        SiloStorage.Add(silo, settings);
        silo.AddSessionCluster();
    }
}

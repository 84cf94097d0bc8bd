using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Classes;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Sessions;
using SessionCluster.Grains.Subjects;
using SessionCluster.Tests.Shared.Events;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>One silo, or as many as a test asks for, and one external client in this process, on a store that outlives them, with the sessions' clock in the test's hand.</summary>
internal sealed class SessionTestCluster : IAsyncDisposable
{
    private SessionTestCluster(InProcessTestCluster cluster, SessionTestOptions options)
    {
        Cluster = cluster;
        Options = options;
    }

    public InProcessTestCluster Cluster { get; }

    public SessionTestOptions Options { get; }

    public FakeTimeProvider Clock => Options.Clock;

    public TestStorage Storage => Options.Storage;

    public EventsInMemory Events => Options.Events;

    public TestFence Fence => Options.Fence;

    /// <summary>The external client's edge.</summary>
    public ISessionClient Client => Cluster.Client.ServiceProvider.GetRequiredService<ISessionClient>();

    /// <summary>Grain references as the external client sees them.</summary>
    public IGrainFactory Grains => Cluster.Client;

    /// <summary>Grain references as the silo itself sees them.</summary>
    public IGrainFactory SiloGrains => SiloServices.GetRequiredService<IGrainFactory>();

    public IServiceProvider SiloServices => ((InProcessSiloHandle)Cluster.Silos[0]).SiloHost.Services;

    public SiloContainment Containment => SiloServices.GetRequiredService<SiloContainment>();

    public static async Task<SessionTestCluster> StartAsync(Action<SessionTestOptions>? configure = null)
    {
        var options = new SessionTestOptions();
        configure?.Invoke(options);
        return await StartAsync(options);
    }

    /// <summary>Another cluster on the same store, clock and keys: what a restart finds. Stop this one first.</summary>
    public async Task<SessionTestCluster> RestartAsync(Action<SessionTestOptions>? configure = null)
    {
        await Cluster.DisposeAsync();
        configure?.Invoke(Options);
        return await StartAsync(Options);
    }

    /// <summary>
    /// As <see cref="RestartAsync"/>, after the silo died. The harness can't kill a silo in its own process without letting its activations leave, so the store takes nothing from it any more:
    /// what was not written by now is lost.
    /// </summary>
    public async Task<SessionTestCluster> RestartAfterCrashAsync(Action<SessionTestOptions>? configure = null)
    {
        Storage.Gate = null;
        Storage.Faults = _ => StorageFault.ThrowWithoutDoing;
        await Cluster.KillSiloAsync((InProcessSiloHandle)Cluster.Silos[0]);
        await Cluster.DisposeAsync();
        Storage.Faults = null;
        configure?.Invoke(Options);
        return await StartAsync(Options);
    }

    /// <summary>Deactivates one session's activation, as idle collection does.</summary>
    public async Task DeactivateAsync(SessionId id)
    {
        var grain = GrainId.Create("session", id.ToString());
        await Cluster.DeactivateAsync(grain);
    }

    /// <summary>As above, for a subject's activation.</summary>
    public Task DeactivateAsync(SubjectId subject) => Cluster.DeactivateAsync(GrainId.Create("subject", subject.Key.ToString()));

    public ValueTask DisposeAsync() => new(Cluster.DisposeAsync().AsTask());

    private static async Task<SessionTestCluster> StartAsync(SessionTestOptions options)
    {
        var builder = new InProcessTestClusterBuilder(options.Silos);
        builder.Options.ConfigureFileLogging = false;
#pragma warning disable ORLEANSEXP003 // What ships is what is tested.
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003
        builder.ConfigureSilo((silo, builder) => ConfigureSilo(silo.SiloName, builder, options));
        builder.ConfigureClient(client => ConfigureClient(client, options));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, options);
    }

    private static void ConfigureSilo(string name, ISiloBuilder silo, SessionTestOptions options)
    {
        var services = silo.Services;

        // Only what is the product's goes by the test's clock. Orleans 10.4.2 retries placements and look-ups by the unkeyed one: if that stood still, some starts would hang until a time-out.
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, options.Clock);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SessionGrainServices>(provider, options.Clock));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SubjectGrainServices>(provider, options.Clock));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ContainmentGrainServices>(provider, options.Clock));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<JanitorServices>(provider, options.Clock));
        services.AddLogging(logging => logging.SetMinimumLevel(options.LogLevel));
        services.AddKeyedSingleton(SessionStorage.ProviderName, (_, _) => options.WrapStorage?.Invoke(options.Storage) ?? options.Storage);
        if (!options.OwnFence)
        {
            services.AddSingleton<ISiloFence>(options.Fence);
            services.AddSingleton<IFenceSource, AlwaysAlive>();
        }

        services.AddSingleton<ISessionEventStore>(options.Events);
        services.AddSingleton(options.EdgeRing);
        services.AddSingleton(options.SiloRing);
        services.AddSingleton(new SessionClassCatalog(options.Classes));
        services.Configure<AdmissionOptions>(admission => admission.MaxSessionsPerSubject = options.MaxSessionsPerSubject);

        // The harness itself asks a silo through its client whether the cluster is stable.
        services.AddSingleton(new ClientInterfaces("Orleans.Runtime.TestHooks.ITestHooks"));
        options.ReplaceServices?.Invoke(services);
        options.ReplaceServicesOf?.Invoke(name, services);
        services.TryAddSingleton<IProofVerifier>(_ => new DpopProofVerifier());
        silo.AddMembershipFence().AddSessionCluster();
        options.ConfigureSilo?.Invoke(silo);
    }

    private static void ConfigureClient(IClientBuilder client, SessionTestOptions options)
    {
        client.Services.AddSingleton(options.EdgeRing);

        // Orleans has registered the system's clock by now; what it does in the background goes on by that.
        client.Services.AddSingleton<TimeProvider>(options.Clock);
        client.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        options.ReplaceClientServices?.Invoke(client.Services);
        client.Services.AddSessionClusterClient(edge => edge.Environment = options.Environment);
    }
}

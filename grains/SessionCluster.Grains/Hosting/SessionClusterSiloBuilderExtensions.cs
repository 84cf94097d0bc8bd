using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Possession;
using SessionCluster.Grains.Sessions;
using SessionCluster.Grains.Silos;
using SessionCluster.Grains.Subjects;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;

namespace Orleans.Hosting;

/// <summary>Adds session grains to a silo.</summary>
public static class SessionClusterSiloBuilderExtensions
{
    /// <summary>
    /// Adds the session, subject and containment grains, the fence, the service between silos, the call filter and the instruments. Calling it twice is harmless.
    /// </summary>
    /// <remarks>
    /// The host registers what is its own: a keyed grain storage <see cref="SessionStorage.ProviderName"/>, an <see cref="IFenceSource"/> (in a cluster: <see cref="AddMembershipFence"/>), the
    /// <see cref="SessionCluster.Abstractions.Keys.EdgeRing"/>, the <see cref="SiloRing"/> (rotation derives from it) and the <see cref="SessionCluster.Core.Classes.SessionClassCatalog"/>; and where a class has its proofs verified in the silo, an
    /// <see cref="SessionCluster.Abstractions.Possession.IProofVerifier"/>, which the client library adds. Without that one such a silo does not start.
    /// It sets <see cref="ClusterMembershipOptions"/> (probes of 1 to 2 s, 3 missed, 2 votes, table read every 5 s) and <see cref="GrainDirectoryOptions.RangeLeaseDuration"/> (10 s), so that a
    /// crashed silo's sessions are held for 4 s. Configure other values afterwards; a hold below 3.3 s stops the silo.
    /// </remarks>
    public static ISiloBuilder AddSessionCluster(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(FenceRenewal)))
        {
            return builder;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(SessionClusterTime.Runtime, TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<SessionInstruments>();
        AddFence(services);
        AddContainment(services);
        AddGrains(services);
        AddEvents(services);
        AddJanitor(services);
        AddMembership(builder);
        AddSilos(builder);
        services.TryAddSingleton<MissBudget>();
        services.TryAddSingleton(_ => new ClientInterfaces());
        return builder.AddIncomingGrainCallFilter<ClientCallFilter>();
    }

    /// <summary>
    /// Takes the silo's row in the membership table for the fence's source (P-F1): for every silo that is not alone. Calling it twice is harmless. Such a silo waits 3.3 s before it joins (P-F5).
    /// </summary>
    public static ISiloBuilder AddMembershipFence(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IFenceSource, MembershipFenceSource>();
        return builder;
    }

    private static void AddFence(IServiceCollection services)
    {
        services.TryAddSingleton<SiloFence>();
        services.TryAddSingleton<ISiloFence>(provider => provider.GetRequiredService<SiloFence>());
        services.TryAddSingleton<IStoreClock, NoStoreClock>();
        services.TryAddSingleton<Departure>();
        services.AddSingleton<FenceRenewal>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<FenceRenewal>());
    }

    private static void AddContainment(IServiceCollection services)
    {
        services.TryAddSingleton<SiloContainment>();
        services.TryAddSingleton<ContainmentReader>();
        services.TryAddSingleton<ContainmentIntake>();
        services.TryAddSingleton<ContainmentPush>();
        services.TryAddSingleton<ContainmentGrainServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ContainmentResumption>();
    }

    private static void AddGrains(IServiceCollection services)
    {
        services.TryAddSingleton(AssuranceTable.Default);
        services.AddOptions<AdmissionOptions>();
        services.TryAddSingleton<RowStore>();
        services.TryAddSingleton<ISessionDecider, SessionDecider>();
        services.TryAddSingleton(_ => new ReplayBudget(ReplayBudget.DefaultLimit));
        services.TryAddSingleton<IProofMemories, ProofMemories>();
        services.TryAddSingleton<ClusterUris>();
        services.TryAddSingleton<ISuccessors, Successors>();
        services.TryAddSingleton<SiloProofs>();
        services.AddSingleton<IConfigurationValidator, ProofVerifierValidator>();
        services.TryAddSingleton<SessionGrainServices>();
        services.TryAddSingleton<SubjectPeers>();
        services.TryAddSingleton<SubjectGrainServices>();
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.TryAddSingleton<ISessionEventStore, LoggedEvents>();
        services.TryAddSingleton<EventOutlet>();
        services.TryAddSingleton<RefusalLedger>();
        services.TryAddSingleton<RefusalFlush>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<RefusalFlush>());
    }

    private static void AddJanitor(IServiceCollection services)
    {
        services.AddOptions<JanitorOptions>();
        services.TryAddSingleton<JanitorServices>();
        services.TryAddSingleton<IJanitorReports, JanitorReports>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, JanitorResumption>();
    }

    private static void AddMembership(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<DeathWatch>();
        services.TryAddSingleton<IQuarantine, MembershipQuarantine>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DeathWatch>());
        services.Configure<ClusterMembershipOptions>(ClusterTuning.Apply);
        services.Configure<GrainDirectoryOptions>(ClusterTuning.Apply);
        services.AddSingleton<IConfigurationValidator, CrashHoldValidator>();

        // Chosen from the first version on: changing the directory of a living cluster has an inconsistent window.
#pragma warning disable ORLEANSEXP003 // The only strongly consistent in-memory directory; Orleans' own test cluster installs it by default.
        builder.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static void AddSilos(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<SiloActivations>();
        services.TryAddSingleton<SiloSelf>();
        services.TryAddSingleton<SiloCluster>();
        services.TryAddSingleton<SiloPeers>();
        services.TryAddSingleton<ISiloPeers>(provider => provider.GetRequiredService<SiloPeers>());
        services.TryAddSingleton<ISiloReports>(provider => provider.GetRequiredService<SiloPeers>());
        builder.AddGrainService<SiloService>();
    }
}

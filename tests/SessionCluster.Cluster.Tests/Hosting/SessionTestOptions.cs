using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Storage;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Classes;
using SessionCluster.Grains.Keys;
using SessionCluster.Tests.Shared.Events;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>What a test changes in its cluster.</summary>
internal sealed class SessionTestOptions
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));

    public TestStorage Storage { get; } = new();

    /// <summary>Outlives the silos, as the store does.</summary>
    public EventsInMemory Events { get; } = new();

    public TestFence Fence { get; } = new();

    public string Environment { get; set; } = "test";

    public EdgeRing EdgeRing { get; set; } = new(KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = [.. Enumerable.Range(0, 32).Select(value => (byte)value)] }));

    public SiloRing SiloRing { get; set; } = new(KeyRing.Create(2, new Dictionary<byte, byte[]> { [2] = [.. Enumerable.Range(32, 32).Select(value => (byte)value)] }));

    public LogLevel LogLevel { get; set; } = LogLevel.Warning;

    public int MaxSessionsPerSubject { get; set; } = 100;

    /// <summary>The classes: <see cref="Bearer"/>, and the defaults as they ship.</summary>
    public List<SessionClass> Classes { get; } = [Bearer, .. DefaultSessionClasses.All];

    /// <summary>Registered before the product's own services, which only fill gaps: how a test switches a protection off.</summary>
    public Action<IServiceCollection>? ReplaceServices { get; set; }

    /// <summary>As <see cref="ReplaceServices"/>, for the external client.</summary>
    public Action<IServiceCollection>? ReplaceClientServices { get; set; }

    public Action<ISiloBuilder>? ConfigureSilo { get; set; }

    /// <summary>As <see cref="ReplaceServices"/>, for one silo, by its name: the first is <c>Silo_0</c>.</summary>
    public Action<string, IServiceCollection>? ReplaceServicesOf { get; set; }

    /// <summary>How many silos start.</summary>
    public short Silos { get; set; } = 1;

    /// <summary>The product's own fence on the membership table, instead of one in the test's hand.</summary>
    public bool OwnFence { get; set; }

    public Func<IGrainStorage, IGrainStorage>? WrapStorage { get; set; }

    /// <summary>A class that this version can establish: bearer, 1 h, 10 min idle, AAL2, up to 2,000 sessions.</summary>
    public static SessionClass Bearer { get; } = new()
    {
        Name = SessionClassName.Create("bearer"),
        AbsoluteLifetime = TimeSpan.FromHours(1),
        IdleTimeout = TimeSpan.FromMinutes(10),
        RequiredAssurance = AssuranceLevel.Aal2,
        Binding = SessionBinding.Key,
        BearerAllowed = true,
        Human = true,
        MaxSessions = 2000,
        AtLimit = LimitAction.Refuse,
        MaxAudiences = 1,
    };
}

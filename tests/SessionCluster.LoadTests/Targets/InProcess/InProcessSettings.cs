using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Classes;
using SessionCluster.Grains.Keys;
using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>What every silo and the client of one cluster in this process share.</summary>
internal sealed class InProcessSettings(LoadOptions options)
{
    /// <summary>Silos at first.</summary>
    public int Silos => options.Silos;

    public string Environment => options.Environment;

    public MemoryStore Store { get; } = new();

    /// <summary>A ring of this run's own.</summary>
    public EdgeRing EdgeRing { get; } = new(KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeySize) }));

    public SiloRing SiloRing { get; } = new(KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeyRing.KeySize) }));

    /// <summary>The classes as they ship, bearer sessions allowed where people use them: sessions of nobody, in this process only.</summary>
    public SessionClassCatalog Classes { get; init; } = new(DefaultSessionClasses.All.Select(item => item with { BearerAllowed = item.Human }));

    /// <summary>Registered before the product's own services, which only fill gaps: how a test switches a protection off.</summary>
    public Action<IServiceCollection>? ReplaceServices { get; init; }
}

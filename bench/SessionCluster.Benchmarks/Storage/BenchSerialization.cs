using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Keys;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>One serializer for all contenders: what is compared is the storage.</summary>
internal static class BenchSerialization
{
    private static readonly ServiceProvider s_services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static IActivatorProvider Activators { get; } = s_services.GetRequiredService<IActivatorProvider>();

    public static IGrainStorageSerializer Sealed { get; } = new SealedGrainStorageSerializer(
        new OrleansGrainStorageSerializer(s_services.GetRequiredService<Serializer>()),
        new SiloRing(KeyRing.Create(0, new Dictionary<byte, byte[]> { [0] = new byte[32] })));
}

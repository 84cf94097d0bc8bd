using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>The Orleans serializer as silos and clients use it.</summary>
internal static class OrleansWire
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static byte[] Bytes<T>(T value)
        where T : notnull => Services.GetRequiredService<Serializer<T>>().SerializeToArray(value);

    public static T Read<T>(byte[] bytes)
        where T : notnull => Services.GetRequiredService<Serializer<T>>().Deserialize(bytes)!;

    public static T RoundTrip<T>(T value)
        where T : notnull => Read<T>(Bytes(value));
}

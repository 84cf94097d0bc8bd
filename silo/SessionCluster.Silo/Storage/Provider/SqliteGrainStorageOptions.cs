using Orleans;
using Orleans.Storage;

namespace SessionCluster.Silo.Storage.Provider;

/// <summary>Options of one named grain storage in the embedded store.</summary>
internal sealed class SqliteGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The stage of the silo's life at which the store is opened. Default: <see cref="ServiceLifecycleStage.ApplicationServices"/>, before any grain.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>Turns states into bytes. Default: Orleans' own serializer, sealed.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}

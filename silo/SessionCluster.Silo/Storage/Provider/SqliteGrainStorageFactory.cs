using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SessionCluster.Silo.Storage.Provider;

/// <summary>Makes the grain storage of a name.</summary>
internal static class SqliteGrainStorageFactory
{
    /// <summary>Makes it from the options of that name.</summary>
    public static SqliteGrainStorage Create(IServiceProvider services, string name) =>
        ActivatorUtilities.CreateInstance<SqliteGrainStorage>(services, name, services.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(name));
}

using Orleans;
using Orleans.Runtime;

namespace SessionCluster.Silo.Storage.Provider;

/// <summary>Checks <see cref="SqliteGrainStorageOptions"/> at start.</summary>
internal sealed class SqliteGrainStorageOptionsValidator(SqliteGrainStorageOptions options, string name) : IConfigurationValidator
{
    /// <inheritdoc />
    public void ValidateConfiguration()
    {
        // The fence reads the store just before BecomeActive; the stop runs the other way round, so the store outlives the fence and the last writes of the grains.
        if (options.InitStage > ServiceLifecycleStage.ApplicationServices)
        {
            throw Wrong(nameof(options.InitStage), $"is {options.InitStage}; it must not come after ServiceLifecycleStage.ApplicationServices");
        }

        if (options.GrainStorageSerializer is null)
        {
            throw Wrong(nameof(options.GrainStorageSerializer), "is missing");
        }
    }

    private OrleansConfigurationException Wrong(string option, string problem) => new($"{nameof(SqliteGrainStorageOptions)}.{option} of grain storage '{name}' {problem}.");
}

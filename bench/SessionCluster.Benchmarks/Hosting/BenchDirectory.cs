namespace SessionCluster.Benchmarks.Hosting;

/// <summary>A directory of the benchmark's own, gone with it.</summary>
internal sealed class BenchDirectory : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sessioncluster-bench-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

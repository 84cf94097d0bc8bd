using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>The embedded store: the database's files and nothing else.</summary>
internal sealed class RestoredFiles : IRestoredStore
{
    private static readonly string[] Names = ["sessions.db", "sessions.db-wal", "sessions.db-shm"];

    private readonly SiloHome _silos = new();
    private Dictionary<string, byte[]> _files = [];

    /// <inheritdoc />
    public string EdgeRing => PathOf("edge-ring.json");

    /// <inheritdoc />
    public bool IsCopiedWhileItRuns => false;

    /// <inheritdoc />
    public SiloProcess Launch(params string[] arguments) => _silos.LaunchProduct(arguments);

    /// <inheritdoc />
    public CliHome Ask(SiloProcess silo) => CliHome.Of(_silos, silo);

    /// <inheritdoc />
    public Task BackUpAsync()
    {
        _files = Names.Where(name => File.Exists(PathOf(name))).ToDictionary(name => name, name => File.ReadAllBytes(PathOf(name)));
        Assert.Contains(Names[0], _files.Keys);
        return Task.CompletedTask;
    }

    /// <summary>Puts them back. A journal that is not the backup's goes: it belongs to the file that is replaced.</summary>
    public Task RestoreAsync()
    {
        foreach (var name in Names)
        {
            File.Delete(PathOf(name));
        }

        foreach (var (name, content) in _files)
        {
            File.WriteAllBytes(PathOf(name), content);
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _silos.DisposeAsync();

    private string PathOf(string name) => Path.Combine(_silos.DataDirectory, name);
}

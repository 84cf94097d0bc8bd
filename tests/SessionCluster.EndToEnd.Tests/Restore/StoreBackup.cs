using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>A backup of the session store of a stopped silo: the database's files and nothing else, no ring above all.</summary>
internal sealed class StoreBackup
{
    private static readonly string[] Names = ["sessions.db", "sessions.db-wal", "sessions.db-shm"];

    private readonly Dictionary<string, byte[]> _files;

    private StoreBackup(Dictionary<string, byte[]> files) => _files = files;

    /// <summary>Reads the files of a store that nobody has open.</summary>
    public static StoreBackup Of(SiloHome home)
    {
        var files = Names.Where(name => File.Exists(PathOf(home, name))).ToDictionary(name => name, name => File.ReadAllBytes(PathOf(home, name)));
        Assert.Contains(Names[0], files.Keys);
        return new(files);
    }

    /// <summary>Puts them back. A journal that is not the backup's goes: it belongs to the file that is replaced.</summary>
    public void Restore(SiloHome home)
    {
        foreach (var name in Names)
        {
            File.Delete(PathOf(home, name));
        }

        foreach (var (name, content) in _files)
        {
            File.WriteAllBytes(PathOf(home, name), content);
            File.SetUnixFileMode(PathOf(home, name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static string PathOf(SiloHome home, string name) => Path.Combine(home.DataDirectory, name);
}

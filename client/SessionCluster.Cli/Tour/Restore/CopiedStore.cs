using System.Text;

namespace SessionCluster.Cli.Tour.Restore;

/// <summary>A copy of a silo's data directory, as a thief or a backup has it. It is deleted with this.</summary>
internal sealed class CopiedStore : IDisposable
{
    private const int MaxAttempts = 5;

    private CopiedStore(string directory) => Location = directory;

    /// <summary>Where it lies; readable by its owner only.</summary>
    public string Location { get; }

    /// <summary>Copies every file.</summary>
    /// <exception cref="IOException">A file can't be read, or went while it was.</exception>
    public static CopiedStore Of(string directory)
    {
        for (var attempt = 1; ; attempt++)
        {
            var copy = new CopiedStore(Directory.CreateTempSubdirectory("sessioncluster-tour-").FullName);
            try
            {
                foreach (var path in Directory.EnumerateFiles(directory))
                {
                    File.Copy(path, Path.Combine(copy.Location, Path.GetFileName(path)));
                }

                return copy;
            }
            catch (FileNotFoundException) when (attempt < MaxAttempts)
            {
                // A journal that went: what it held is in another file now.
                copy.Dispose();
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }

    /// <summary>Writes another text of the same length over every place where one stands, as somebody does who can write the storage.</summary>
    /// <returns>How many places that were.</returns>
    public int Alter(string text, string other)
    {
        var (from, to) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(other));
        return Directory.EnumerateFiles(Location).Sum(path => Alter(path, from, to));
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Location, recursive: true);

    private static int Alter(string path, byte[] from, byte[] to)
    {
        var bytes = File.ReadAllBytes(path);
        var count = 0;
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
        {
            to.CopyTo(bytes, at);
            count++;
        }

        if (count > 0)
        {
            File.WriteAllBytes(path, bytes);
        }

        return count;
    }
}

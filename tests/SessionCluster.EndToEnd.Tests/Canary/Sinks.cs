using System.Text;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>Every place to which a secret could have got out, by name, with what is there.</summary>
internal sealed class Sinks
{
    private readonly List<(string Name, byte[] Bytes)> _all = [];

    /// <summary>The names, one for each kind of place.</summary>
    public IEnumerable<string> Names => _all.Select(sink => sink.Name).Distinct();

    public void Add(string name, string text) => _all.Add((name, Encoding.UTF8.GetBytes(text)));

    public void Add(string name, byte[] bytes) => _all.Add((name, bytes));

    /// <summary>The database and what SQLite keeps beside it.</summary>
    public void AddDatabase(string name, string dataDirectory)
    {
        // The lock has nothing in it, and lets nobody read it.
        foreach (var file in Directory.GetFiles(dataDirectory, "sessions.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            _all.Add((name, copy.ToArray()));
        }
    }

    /// <summary>Where a secret is, and in which shape.</summary>
    public IReadOnlyList<string> Find(byte[] secret) =>
    [
        .. from form in SecretForms.Of(secret)
           from sink in _all
           where sink.Bytes.AsSpan().IndexOf(form.Bytes) >= 0
           select $"{form.Name} in {sink.Name}",
    ];
}

using System.Collections.Concurrent;

namespace SessionCluster.Tests.Shared.Azurite;

/// <summary>Lines that a process prints while somebody else may read them.</summary>
internal sealed class ConcurrentLines
{
    private readonly ConcurrentQueue<string> _lines = [];

    public void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    public override string ToString() => string.Join('\n', _lines);
}

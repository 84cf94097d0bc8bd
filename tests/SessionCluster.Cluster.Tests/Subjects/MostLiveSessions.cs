using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>How many sessions of a subject the store held without a tombstone, at most, since it was made: looked at after each write.</summary>
internal sealed class MostLiveSessions : IDisposable
{
    private readonly TestStorage _storage;
    private readonly SubjectId _subject;
    private int _most;

    public MostLiveSessions(TestStorage storage, SubjectId subject)
    {
        _storage = storage;
        _subject = subject;
        _storage.Landed += Look;
    }

    public int Count => Volatile.Read(ref _most);

    public void Dispose() => _storage.Landed -= Look;

    private void Look(StorageOperation operation)
    {
        if (operation.GrainType != "session")
        {
            return;
        }

        var live = _storage.Keys
            .Where(row => row.StartsWith("session/", StringComparison.Ordinal))
            .Count(row => _storage.Peek<SessionState>("session", row["session/".Length..]) is { Tombstone: null, Facts: { } facts } && facts.Subject == _subject);
        lock (_storage)
        {
            _most = Math.Max(_most, live);
        }
    }
}

namespace SessionCluster.Abstractions.Keys;

/// <summary>
/// The edge ring now in force: the keys of token tags, held by silos and API services. It refuses forgeries before any grain call; it can't mint a session.
/// The ring inside is replaced as a whole when its file changes.
/// </summary>
public sealed class EdgeRing(KeyRing ring)
{
    private volatile KeyRing _current = ring ?? throw new ArgumentNullException(nameof(ring));

    /// <summary>The keys in force. Read it once per decision.</summary>
    public KeyRing Current => _current;

    /// <summary>Puts another set of keys in force.</summary>
    public void Replace(KeyRing ring) => _current = ring ?? throw new ArgumentNullException(nameof(ring));
}

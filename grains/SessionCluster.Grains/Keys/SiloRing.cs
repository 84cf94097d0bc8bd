using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Grains.Keys;

/// <summary>
/// The silo ring now in force: the keys of row seals, which never leave silos. The ring inside is replaced as a whole when its file changes.
/// </summary>
public sealed class SiloRing(KeyRing ring)
{
    private volatile KeyRing _current = ring ?? throw new ArgumentNullException(nameof(ring));

    /// <summary>The keys in force. Read it once per use.</summary>
    public KeyRing Current => _current;

    /// <summary>Puts another set of keys in force.</summary>
    public void Replace(KeyRing ring) => _current = ring ?? throw new ArgumentNullException(nameof(ring));
}

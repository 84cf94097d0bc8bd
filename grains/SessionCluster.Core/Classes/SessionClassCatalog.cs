using System.Collections.Frozen;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Classes;

/// <summary>The classes in force, by name.</summary>
public sealed class SessionClassCatalog(IEnumerable<SessionClass> classes)
{
    private readonly FrozenDictionary<SessionClassName, SessionClass> _classes = classes.ToFrozenDictionary(candidate => candidate.Name);

    /// <summary>The classes.</summary>
    public IReadOnlyCollection<SessionClass> All => _classes.Values;

    /// <summary>Finds a class.</summary>
    public SessionClass? Find(SessionClassName name) => _classes.GetValueOrDefault(name);
}

using System.Collections.Frozen;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Silo.Callers;

/// <summary>All callers at one moment; replaced as a whole when the configuration changes.</summary>
internal sealed class CallerTable
{
    // What an unknown client is compared with: digests of nothing anybody holds.
    private static readonly Caller Nobody = new(ClientId.Create("nobody"), [RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32)], CallerPermissions.None, [], false);

    private readonly FrozenDictionary<string, Caller> _callers;
    private readonly FrozenDictionary<string, Caller>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public CallerTable(IEnumerable<Caller> callers)
    {
        _callers = callers.ToFrozenDictionary(caller => caller.Id.Value, StringComparer.Ordinal);
        _lookup = _callers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many.</summary>
    public int Count => _callers.Count;

    /// <summary>The caller of that id whose live secret has that digest; an unknown id costs the same comparisons as a known one.</summary>
    public Caller? Find(ReadOnlySpan<char> id, ReadOnlySpan<byte> secretDigest)
    {
        var known = _lookup.TryGetValue(id, out var caller);
        var holds = (caller ?? Nobody).Holds(secretDigest);
        return known & holds ? caller : null;
    }
}

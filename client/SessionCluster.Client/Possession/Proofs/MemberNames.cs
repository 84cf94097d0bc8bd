using System.Text.Json;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>
/// The names that one JSON object has had so far. A name that comes twice is refused, since two readers may take different ones (RFC 7515 section 4); so is one that is written with escapes, which no registered name needs,
/// and an object of more members than any proof has.
/// </summary>
internal ref struct MemberNames(ReadOnlySpan<byte> json, Span<(int Start, int Length)> seen)
{
    /// <summary>Most members of an object: 32.</summary>
    public const int Most = 32;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Span<(int Start, int Length)> _seen = seen;
    private int _count;

    /// <summary>Notes the name that the reader stands at.</summary>
    public bool TryNote(scoped in Utf8JsonReader reader)
    {
        if (_count == _seen.Length || reader.ValueIsEscaped)
        {
            return false;
        }

        var name = reader.ValueSpan;
        foreach (var (start, length) in _seen[.._count])
        {
            if (length == name.Length && _json.Slice(start, length).StartsWith(name))
            {
                return false;
            }
        }

        _seen[_count++] = ((int)reader.TokenStartIndex + 1, name.Length);
        return true;
    }
}

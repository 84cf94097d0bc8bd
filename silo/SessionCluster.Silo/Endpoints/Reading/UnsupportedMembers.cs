using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Members that this version does not have. They are refused, never ignored: a caller that names a device must not believe that its session can be locked by it.</summary>
internal static class UnsupportedMembers
{
    /// <summary>Members of the contract that later versions bring.</summary>
    public static readonly FrozenSet<string> Later = new[]
    {
        "presence", "actor_proof",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Longer than any member's name and shorter than any token: whatever a caller put in place of a name is not repeated.
    private const int MaxNameLength = 32;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.#"u8);

    /// <summary>The problem of the name at which the reader stands.</summary>
    public static Problem ProblemOf(string prefix, ref readonly Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (bytes.Length is 0 or > MaxNameLength || bytes.ContainsAnyExcept(NameBytes))
        {
            return KnownProblems.Unsupported($"{(prefix.Length == 0 ? "The body" : $"Member '{prefix.TrimEnd('.')}'")} has a member whose name is no member's: leave it out.");
        }

        var path = prefix + Encoding.ASCII.GetString(bytes);
        return KnownProblems.Unsupported(Later.Contains(path)
            ? $"Member '{path}' comes with a later version: leave it out."
            : $"Member '{path}' is not known here: correct its name or leave it out.");
    }
}

using System.Text.Unicode;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>What can be said about a body before it is read as JSON.</summary>
internal static class Preface
{
    public static Problem? ProblemOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return KnownProblems.Malformed("The body is empty: send a JSON object.");
        }

        if (utf8.StartsWith<byte>([0xef, 0xbb, 0xbf]))
        {
            return KnownProblems.Malformed("The body begins with a byte order mark: send JSON without one (RFC 8259 section 8.1).");
        }

        return Utf8.IsValid(utf8) ? null : KnownProblems.Malformed("The body is not valid UTF-8: encode it as UTF-8 (RFC 8259 section 8.1).");
    }
}

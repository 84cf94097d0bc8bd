using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Paths;

/// <summary>Reads the subject of <c>/subjects/{sub}/...</c>.</summary>
internal static class SubjectPath
{
    private const int Place = 1;

    /// <summary>The subject, or what is wrong with it.</summary>
    public static SubjectId Read(HttpContext context, out Problem? problem)
    {
        problem = null;
        if (!RawTarget.TryDecode(RawTarget.Segment(RawTarget.PathOf(context), Place), out var text))
        {
            problem = KnownProblems.Malformed("The subject in the path is not percent-encoded UTF-8: encode each byte once ('%' is '%25', '/' is '%2F').");
            return default;
        }

        if (!SubjectId.TryCreate(text, out var subject, out var rule))
        {
            problem = KnownProblems.Malformed($"The path: {rule}");
        }

        return subject;
    }
}

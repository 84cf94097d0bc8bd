using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>sub</c>.</summary>
internal static class SubjectReader
{
    /// <summary>Reads the current member.</summary>
    public static SubjectId Read(ref StrictJson json)
    {
        if (!SubjectId.TryCreate(json.Text(), out var subject, out var rule))
        {
            json.Reject(rule!);
        }

        return subject;
    }
}

using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>?after=</c>, where a page begins.</summary>
internal static class AfterParameter
{
    /// <summary>What is wrong with the query; <see langword="null"/> when nothing is, and when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">The call, whose one parameter this is.</param>
    /// <param name="isGood">Reads the value.</param>
    public static Problem? Read(HttpRequest request, EndpointPolicy call, Predicate<string?> isGood)
    {
        if (request.Query.Count == 0)
        {
            return null;
        }

        if (request.Query.Count > 1 || !request.Query.TryGetValue(call.Query!, out var values))
        {
            return KnownProblems.UnexpectedQuery;
        }

        return values.Count == 1 && isGood(values[0]) ? null : KnownProblems.Malformed("Parameter 'after' must be the 'next' of the page before, once.");
    }
}

using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>scheme</c>.</summary>
internal static class SchemeReader
{
    /// <summary>Reads the current member.</summary>
    public static TokenScheme Read(ref StrictJson json)
    {
        var word = json.Text();
        if (!SchemeWords.TryParse(word, out var scheme))
        {
            json.RejectUnsupported("it is neither DPoP nor Bearer.");
        }

        return scheme;
    }
}

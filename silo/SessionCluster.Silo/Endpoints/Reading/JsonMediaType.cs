using Microsoft.Net.Http.Headers;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary><c>application/json</c>, with no parameter but <c>charset=utf-8</c>, and not compressed.</summary>
internal static class JsonMediaType
{
    private const string Plain = "application/json";

    public static bool IsSentBy(HttpRequest request) => request.Headers.ContentEncoding.Count == 0 && IsJson(request.ContentType);

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, Plain, StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(Plain, StringComparison.OrdinalIgnoreCase)
            && type.Parameters.All(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
                && HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && type.Parameters.Count <= 1);
}

using Microsoft.Net.Http.Headers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>What a body is written in: a media type with no parameter but <c>charset=utf-8</c>, and not compressed.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Unsupported">The problem of a body in anything else.</param>
internal sealed record BodyFormat(string MediaType, Problem Unsupported)
{
    /// <summary>JSON: our own calls.</summary>
    public static BodyFormat Json { get; } = new("application/json", KnownProblems.UnsupportedMediaType);

    /// <summary>A form: the calls of OAuth.</summary>
    public static BodyFormat Form { get; } = new("application/x-www-form-urlencoded", KnownProblems.NotAForm);

    /// <summary>True when the request's body says it is this.</summary>
    public bool IsSentBy(HttpRequest request) => request.Headers.ContentEncoding.Count == 0 && Is(request.ContentType);

    private bool Is(string? contentType) =>
        string.Equals(contentType, MediaType, StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            && type.Parameters.All(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
                && HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && type.Parameters.Count <= 1);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>The absolute URI that a proof must be for (<c>htu</c>, RFC 9449 section 4.3, check 9), without the query, which does not count.</summary>
internal static class RequestUri
{
    /// <summary>Of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Scheme, host and port as clients see them; <see langword="null"/> to go by the request's own, which whoever sends it chooses.</param>
    public static string Of(HttpRequest request, string? origin) => origin is null
        ? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path)
        : origin + UriHelper.BuildRelative(request.PathBase, request.Path);
}

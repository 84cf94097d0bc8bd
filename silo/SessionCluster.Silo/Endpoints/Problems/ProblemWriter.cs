using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>Writes <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ProblemWriter
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Detail = JsonEncodedText.Encode("detail");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");

    public static Task WriteAsync(this Problem problem, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        if (problem.Challenge is { } challenge)
        {
            response.Headers.WWWAuthenticate = challenge;
        }

        if (problem.RetryAfterSeconds > 0)
        {
            response.Headers.RetryAfter = problem.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        // HTTP/2 has no such header: its streams end one by one.
        if (problem.ClosesConnection && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            response.Headers.Connection = "close";
        }

        using var json = JsonAnswer.Begin(response, "application/problem+json");
        var writer = json.Writer;
        writer.WriteString(Type, "about:blank");
        writer.WriteString(Title, ReasonPhrases.GetReasonPhrase(problem.Status));
        writer.WriteNumber(Status, problem.Status);
        writer.WriteString(Detail, problem.Detail);
        writer.WriteString(Code, problem.Code);
        return json.End();
    }
}

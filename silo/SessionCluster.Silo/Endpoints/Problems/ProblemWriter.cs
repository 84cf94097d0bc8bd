using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Problems;

/// <summary>Writes <c>application/problem+json</c> (RFC 9457), or, for a call that an OAuth RFC defines, the error of RFC 6749 section 5.2.</summary>
internal static class ProblemWriter
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Detail = JsonEncodedText.Encode("detail");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");

    // "status" is the problem's own (RFC 9457 section 3.1.2).
    private static readonly JsonEncodedText SessionStatus = JsonEncodedText.Encode(ClaimNames.EndClientStatus);

    private static readonly JsonEncodedText Error = JsonEncodedText.Encode(ClaimNames.Error);
    private static readonly JsonEncodedText ErrorDescription = JsonEncodedText.Encode(ClaimNames.ErrorDescription);

    public static Task WriteAsync(this Problem problem, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        if (problem.Challenge is { } challenge)
        {
            response.Headers.WWWAuthenticate = challenge;
        }

        if (problem.Nonce is { } nonce)
        {
            response.Headers["DPoP-Nonce"] = nonce;
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

        return context.GetEndpoint()?.Metadata.GetMetadata<EndpointPolicy>() is { IsOAuth: true } ? WriteOAuth(response, problem) : WriteDetails(response, problem);
    }

    private static Task WriteOAuth(HttpResponse response, Problem problem)
    {
        using var json = JsonAnswer.Begin(response, "application/json");
        json.Writer.WriteString(Error, OAuthErrors.Of(problem.Code));
        json.Writer.WriteString(ErrorDescription, problem.Detail);
        return json.End();
    }

    private static Task WriteDetails(HttpResponse response, Problem problem)
    {
        using var json = JsonAnswer.Begin(response, "application/problem+json");
        var writer = json.Writer;
        writer.WriteString(Type, "about:blank");
        writer.WriteString(Title, ReasonPhrases.GetReasonPhrase(problem.Status));
        writer.WriteNumber(Status, problem.Status);
        writer.WriteString(Detail, problem.Detail);
        writer.WriteString(Code, problem.Code);
        if (problem.Refused is { } refused)
        {
            writer.WriteString(EncodedNames.Refusal, RefusalCodes.Of(refused.Verdict.Refusal));
            writer.WriteNumber(SessionStatus, Challenges.StatusOf(refused.Verdict.Refusal));
            SessionJson.WriteChallenge(writer, refused.Verdict, ValidationRequirements.None, refused.Scheme);
        }

        return json.End();
    }
}

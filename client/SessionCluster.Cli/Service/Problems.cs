using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Hosting;

namespace SessionCluster.Cli.Service;

/// <summary>Turns what went wrong into an exit code and a sentence.</summary>
internal static class Problems
{
    /// <summary>An answer that is not 2xx.</summary>
    public static ServiceAnswer.Failed Of(HttpStatusCode status, string? mediaType, string body, Uri address)
    {
        // A status alone may come from anything between us and the service: only problem details with a code are its word.
        if (mediaType != "application/problem+json" || Parse(body) is not { } problem || Member(problem, "code") is not { } code)
        {
            return new(ExitCode.Unavailable, $"{address} answered {(int)status}, but not as SessionCluster does: is the address right?");
        }

        var detail = Member(problem, "detail") ?? Member(problem, "title") ?? string.Empty;
        return new(ExitOf(status, code), $"{detail} ({code})", code, body);
    }

    /// <summary>No answer.</summary>
    public static ServiceAnswer.Failed Of(HttpRequestException exception, Uri address) => exception switch
    {
        { InnerException: AuthenticationException } => new(ExitCode.Unavailable, $"The certificate of {address} is not trusted on this machine, so nothing was sent: trust its authority, or mend the address."),
        { HttpRequestError: HttpRequestError.NameResolutionError } => new(ExitCode.Unavailable, $"There is no host {address.Host}: is the address right?"),
        _ => new(ExitCode.Unavailable, $"No service answers at {address}: is it running, and is the address right?"),
    };

    /// <summary>The members of an object; <see langword="null"/> for anything else.</summary>
    public static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ExitCode ExitOf(HttpStatusCode status, string code) => (status, code) switch
    {
        (_, ProblemCodes.NotFound or ProblemCodes.MethodNotAllowed) => ExitCode.Unavailable,
        (_, ProblemCodes.InvalidToken or ProblemCodes.InvalidDpopProof or ProblemCodes.UseDpopNonce or ProblemCodes.InsufficientUserAuthentication) => ExitCode.Refused,
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => ExitCode.NotPermitted,
        (HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity, _) => ExitCode.Refused,
        (HttpStatusCode.TooManyRequests, _) or ( >= HttpStatusCode.InternalServerError, _) => ExitCode.Unavailable,
        _ => ExitCode.Usage,
    };

    private static string? Member(JsonObject problem, string name) => problem[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

using System.Security.Cryptography;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Policy;

/// <summary>Admits callers: their credentials first, then the permission, then the query. Nothing of the body is read before.</summary>
internal sealed partial class CallerGate(CallerRegistry registry, ILogger<CallerGate> logger)
{
    /// <summary>Puts the policy before a handler.</summary>
    public RequestDelegate Guard(EndpointPolicy policy, CallerHandler handler) => context =>
    {
        var problem = ProblemOf(context.Request, policy, out var caller);
        return problem is null ? handler(context, caller!) : problem.WriteAsync(context);
    };

    /// <summary>Puts the policy of a call that no client makes before its handler: what is left is the query.</summary>
    public static RequestDelegate GuardOpen(EndpointPolicy policy, RequestDelegate handler) => context =>
    {
        var problem = QueryProblemOf(context.Request, policy);
        return problem is null ? handler(context) : problem.WriteAsync(context);
    };

    private Problem? ProblemOf(HttpRequest request, EndpointPolicy policy, out Caller? caller)
    {
        caller = null;
        var authorization = request.Headers.Authorization;
        if (authorization.Count > 1)
        {
            return KnownProblems.TwoCredentials;
        }

        caller = Find(authorization.Count == 0 ? null : authorization[0]);
        if (caller is null)
        {
            LogUnknown(policy);
            return KnownProblems.InvalidClient;
        }

        if (policy.AnyOf != CallerPermissions.None && !caller.MayAny(policy.AnyOf))
        {
            LogForbidden(caller, policy);
            return KnownProblems.Forbidden(policy.AnyOf);
        }

        return QueryProblemOf(request, policy);
    }

    /// <summary>A question mark alone asks nothing.</summary>
    private static Problem? QueryProblemOf(HttpRequest request, EndpointPolicy policy) =>
        policy.Query is null && request.QueryString.Value is { Length: > 1 } ? KnownProblems.UnexpectedQuery : null;

    private Caller? Find(string? authorization)
    {
        Span<char> id = stackalloc char[BasicCredentials.MaxBytes];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        return authorization is not null && BasicCredentials.TryRead(authorization, id, out var length, digest) ? registry.Current.Find(id[..length], digest) : null;
    }

    [LoggerMessage(6311, LogLevel.Information, "{Policy}: no client has these credentials, or there were none.", EventName = "CallerUnknown")]
    private partial void LogUnknown(EndpointPolicy policy);

    [LoggerMessage(6312, LogLevel.Information, "{Policy}: client {Client} lacks the permission.", EventName = "CallerForbidden")]
    private partial void LogForbidden(Caller client, EndpointPolicy policy);
}

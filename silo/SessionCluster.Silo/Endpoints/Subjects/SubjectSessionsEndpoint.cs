using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary><c>GET /subjects/{sub}/sessions</c>: a page of what a subject holds.</summary>
internal sealed class SubjectSessionsEndpoint(ISessionClient sessions)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var subject = SubjectPath.Read(context, out var problem);
        var after = default(SessionId);
        problem ??= AfterParameter.Read(context.Request, EndpointPolicies.List, text => SessionId.TryParse(text, out after));
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        await (await sessions.ListAsync(subject, after, context.RequestAborted) switch
        {
            ListResult.Page page => SessionJson.WriteListAsync(context.Response, page),
            ListResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no list."),
        });
    }
}

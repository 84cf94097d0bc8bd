using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Revocation;

namespace SessionCluster.Silo.Endpoints.Subjects;

/// <summary><c>POST /subjects/{sub}/revoke</c>: ends everything a subject holds.</summary>
internal sealed class RevokeSubjectEndpoint(ISessionClient sessions, PublicAddress address, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var start = clock.GetTimestamp();
        var subject = SubjectPath.Read(context, out var problem);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        var body = await RequestBody.ReadAsync(context, caller, RevokeSubjectBody.Parse);
        if (!body.IsGood)
        {
            await body.Problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        var result = await sessions.RevokeSubjectAsync(body.Value.ToDescriptor(subject, address.Of(ClusterPaths.RevokeSubject(subject))), CancellationToken.None);
        await (result is RevokeResult.KeepRefused refused ? RefusedSession.KeepProblemOf(refused.Verdict, body.Value.KeepScheme).WriteAsync(context) : RevokeAnswer.WriteAsync(context, result));
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }
}

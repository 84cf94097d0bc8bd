using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Validation;

/// <summary><c>POST /sessions/validate</c>: decides about a presented token. The hot path: no storage, no LINQ, no closures.</summary>
internal sealed class ValidateEndpoint(ISessionClient sessions, MissBudget misses, SessionInstruments instruments, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    private static readonly BodyParser<ValidateDescriptor> Parser = ValidateBody.Parse;

    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var start = clock.GetTimestamp();
        var body = await RequestBody.ReadAsync(context, caller, Parser);
        var problem = !body.IsGood ? body.Problem
            : !caller.MayName(body.Value.Audience) ? KnownProblems.AudienceNotPermitted
            : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited
            : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        var descriptor = body.Value!;
        var verdict = await sessions.ValidateAsync(descriptor, context.RequestAborted);
        await AnswerAsync(context, caller, descriptor, verdict);
        instruments.ValidationAnswered(clock.GetElapsedTime(start));
    }

    private Task AnswerAsync(HttpContext context, Caller caller, ValidateDescriptor descriptor, SessionVerdict verdict)
    {
        if (verdict.IsAccepted)
        {
            return SessionJson.WriteAcceptedAsync(context.Response, verdict, descriptor.Audience);
        }

        if (verdict.Outcome != VerdictOutcome.Refused)
        {
            return KnownProblems.Unavailable(verdict.Reason).WriteAsync(context);
        }

        if (verdict.Refusal == SessionRefusal.Unknown)
        {
            // A session that does not exist cost an activation and a read; one whose secret differs did not (A9).
            misses.Charge(caller.Id.Value);
        }

        return SessionJson.WriteRefusedAsync(context.Response, verdict, descriptor.Requirements, descriptor.Scheme);
    }
}

using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Grains.Admission;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.OAuth;

/// <summary><c>POST /oauth2/introspect</c> (RFC 7662): whatever is not live for the caller is inactive, byte for byte the same; what nobody can say now is 503 and never inactive.</summary>
internal sealed class IntrospectEndpoint(ISessionClient sessions, MissBudget misses, PublicAddress address)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var body = await RequestBody.ReadAsync(context, caller, TokenForm.Parse, BodyFormat.Form);
        var problem = !body.IsGood ? body.Problem : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // To the cluster no audience means any; to a client without one nothing is live.
        var verdict = caller.HasAudience
            ? await sessions.IntrospectAsync(new() { Token = body.Value!.Token, Audiences = caller.Audiences }, context.RequestAborted)
            : SessionVerdict.Refuse(SessionRefusal.Audience);
        await AnswerAsync(context, caller, verdict);
    }

    private Task AnswerAsync(HttpContext context, Caller caller, SessionVerdict verdict)
    {
        if (verdict.IsAccepted)
        {
            return IntrospectionJson.WriteAsync(context.Response, verdict.Facts, caller, address.Issuer);
        }

        if (verdict.Outcome != VerdictOutcome.Refused)
        {
            return KnownProblems.Unavailable(verdict.Reason).WriteAsync(context);
        }

        if (verdict.Refusal == SessionRefusal.Unknown)
        {
            misses.Charge(caller.Id.Value);
        }

        return IntrospectionJson.WriteInactiveAsync(context.Response);
    }
}

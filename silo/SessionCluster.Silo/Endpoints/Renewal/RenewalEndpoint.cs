using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Renewal;

/// <summary><c>POST /sessions/step-up</c> and <c>POST /sessions/reauthenticate</c>: the subject of a session authenticated again.</summary>
internal sealed class RenewalEndpoint(ISessionClient sessions, PublicAddress address, MissBudget misses, TimeProvider clock)
{
    public Task HandleStepUpAsync(HttpContext context, Caller caller) => HandleAsync(context, caller, EndpointPolicies.StepUp, sessions.StepUpAsync, isSuccessor: false);

    public Task HandleReauthenticateAsync(HttpContext context, Caller caller) => HandleAsync(context, caller, EndpointPolicies.Reauthenticate, sessions.ReauthenticateAsync, isSuccessor: true);

    private async Task HandleAsync(HttpContext context, Caller caller, EndpointPolicy call, Func<RenewalDescriptor, CancellationToken, Task<RenewalResult>> ask, bool isSuccessor)
    {
        var body = await RequestBody.ReadAsync(context, caller, RenewalBody.Parse);
        var problem = !body.IsGood ? body.Problem : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: half asked, the presented token may be dead and nobody knows.
        var descriptor = body.Value!.ToDescriptor(address.Of(call));
        var result = await ask(descriptor, CancellationToken.None);
        if (result is RenewalResult.Denied { Verdict.Refusal: SessionRefusal.Unknown })
        {
            misses.Charge(caller.Id.Value);
        }

        await (result switch
        {
            RenewalResult.Renewed renewed => WriteAsync(context.Response, renewed, isSuccessor),
            RenewalResult.Refused refused => KnownProblems.Of(ProblemCodes.Of(refused.Refusal), refused.Detail).WriteAsync(context),
            RenewalResult.Denied denied => RefusedSession.ProblemOf(denied.Verdict, descriptor.Scheme).WriteAsync(context),
            RenewalResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no answer to a renewal."),
        });
    }

    private Task WriteAsync(HttpResponse response, RenewalResult.Renewed renewed, bool isSuccessor)
    {
        var token = new EstablishResult.Established(renewed.Token, renewed.Id, renewed.AbsoluteDeadline, renewed.IdleTimeout, renewed.Assurance) { Confirmation = renewed.Confirmation, RotateAfter = renewed.RotateAfter };
        return isSuccessor ? SessionJson.WriteEstablishedAsync(response, token, clock.GetUtcNow()) : SessionJson.WriteTokenAsync(response, token, clock.GetUtcNow());
    }
}

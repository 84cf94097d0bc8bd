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

namespace SessionCluster.Silo.Endpoints.Rotation;

/// <summary><c>POST /sessions/rotate</c>: a successor of a token, for its holder.</summary>
internal sealed class RotateEndpoint(ISessionClient sessions, PublicAddress address, MissBudget misses, TimeProvider clock)
{
    // A thumbprint is no secret: whoever says that a connection had a certificate must be trusted to look at connections.
    private const CallerPermissions SeesConnections = CallerPermissions.Validate | CallerPermissions.Establish;

    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var body = await RequestBody.ReadAsync(context, caller, RotateBody.Parse);
        var problem = !body.IsGood ? body.Problem
            : body.Value.HasCertificate && !caller.MayAny(SeesConnections) ? KnownProblems.Forbidden(SeesConnections)
            : !misses.HasCredit(caller.Id.Value) ? KnownProblems.RateLimited
            : null;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: asked again it gives the same.
        var descriptor = body.Value!.ToDescriptor(address.Of(EndpointPolicies.Rotate));
        await AnswerAsync(context, caller, descriptor.Scheme, await sessions.RotateAsync(descriptor, CancellationToken.None));
    }

    private Task AnswerAsync(HttpContext context, Caller caller, TokenScheme scheme, RotateResult result)
    {
        switch (result)
        {
            case RotateResult.Rotated rotated:
                var token = new EstablishResult.Established(rotated.Token, rotated.Id, rotated.AbsoluteDeadline, rotated.IdleTimeout, rotated.Assurance) { Confirmation = rotated.Confirmation, RotateAfter = rotated.RotateAfter };
                return SessionJson.WriteTokenAsync(context.Response, token, clock.GetUtcNow());
            case RotateResult.Refused refused:
                if (refused.Verdict.Refusal == SessionRefusal.Unknown)
                {
                    misses.Charge(caller.Id.Value);
                }

                return RefusedSession.ProblemOf(refused.Verdict, scheme).WriteAsync(context);
            case RotateResult.Conflict conflict:
                return KnownProblems.Of(ProblemCodes.Conflict, conflict.Detail).WriteAsync(context);
            case RotateResult.Unavailable unavailable:
                return KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context);
            default:
                throw new InvalidOperationException($"{result.GetType().Name} is no answer to a rotation.");
        }
    }
}

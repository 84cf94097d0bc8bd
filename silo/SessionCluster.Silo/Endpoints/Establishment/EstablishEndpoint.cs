using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Establishment;

/// <summary><c>POST /sessions</c>: begins a session after an authentication event.</summary>
internal sealed class EstablishEndpoint(ISessionClient sessions, TimeProvider clock)
{
    public async Task HandleAsync(HttpContext context, Caller caller)
    {
        var body = await RequestBody.ReadAsync(context, caller, EstablishBody.Parse);
        if (!body.IsGood)
        {
            await body.Problem.WriteAsync(context);
            return;
        }

        // A key that nobody proved is the caller's word: a thief's key would make the session the thief's.
        if (body.Value is { Confirmation: not null, ConfirmationProof: null } && !caller.MayAny(CallerPermissions.AssertConfirmation))
        {
            await KnownProblems.UnprovenConfirmation.WriteAsync(context);
            return;
        }

        foreach (var audience in body.Value.Audiences)
        {
            if (!caller.MayName(audience))
            {
                await KnownProblems.AudienceNotPermitted.WriteAsync(context);
                return;
            }
        }

        // Not cancelled with the request: a session whose answer nobody reads is ended by its deadlines, a half-asked question by nothing.
        await (await sessions.EstablishAsync(body.Value, CancellationToken.None) switch
        {
            EstablishResult.Established established => SessionJson.WriteEstablishedAsync(context.Response, established, clock.GetUtcNow()),
            EstablishResult.Refused refused => KnownProblems.Of(ProblemCodes.Of(refused.Refusal), refused.Detail).WriteAsync(context),
            EstablishResult.Unavailable unavailable => KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to an establishment."),
        });
    }
}

using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary><c>POST /sessions/end</c>: the holder's own logout. No client speaks for the holder: the token does, and the proof of its key over this cluster's public URL, or the certificate of the connection.</summary>
internal sealed class EndEndpoint(
    ISessionClient sessions,
    PublicAddress address,
    PresentedCertificates certificates,
    MissBudget misses,
    SessionInstruments instruments,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    private const string ProofHeader = "DPoP";

    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        var authorization = AuthorizationHeader.Read(context.Request.Headers.Authorization);
        var peer = $"address:{context.Connection.RemoteIpAddress}";
        var problem = await ProblemOfAsync(context, authorization) ?? (misses.HasCredit(peer) ? null : KnownProblems.RateLimited);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        await AnswerAsync(context, peer, authorization.Scheme, await sessions.EndAsync(Describe(context, authorization), CancellationToken.None));
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private static async ValueTask<Problem?> ProblemOfAsync(HttpContext context, AuthorizationHeader authorization) => authorization.Kind switch
    {
        AuthorizationKind.None => HolderProblems.NoToken,
        AuthorizationKind.Malformed => HolderProblems.TwoTokens,
        _ when context.Request.Headers[ProofHeader].Count > 1 => HolderProblems.TwoProofs,
        _ => await HasBodyAsync(context) ? HolderProblems.HasBody : null,
    };

    private static async ValueTask<bool> HasBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is { } length)
        {
            return length > 0;
        }

        var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
        var hasBody = !read.Buffer.IsEmpty;
        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        return hasBody;
    }

    private EndDescriptor Describe(HttpContext context, AuthorizationHeader authorization)
    {
        var proof = authorization.Scheme == TokenScheme.DPoP && context.Request.Headers[ProofHeader] is [{ } text] ? new DpopHeader(text, context.Request.Method, address.Of(EndpointPolicies.End)) : null;
        return new()
        {
            Token = authorization.Token,
            Scheme = authorization.Scheme,
            Possession = new() { Proof = proof, Certificate = certificates.Of(context) },
        };
    }

    private Task AnswerAsync(HttpContext context, string peer, TokenScheme scheme, EndResult result)
    {
        switch (result)
        {
            case EndResult.Ended:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case EndResult.Refused refused:
                if (refused.Verdict.Refusal == SessionRefusal.Unknown)
                {
                    misses.Charge(peer);
                }

                return HolderProblems.Of(refused.Verdict, scheme).WriteAsync(context);
            case EndResult.Unavailable unavailable:
                return KnownProblems.Unavailable(unavailable.Reason).WriteAsync(context);
            default:
                throw new InvalidOperationException($"{result.GetType().Name} is no answer to a holder.");
        }
    }
}

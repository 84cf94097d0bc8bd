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
    public async Task HandleAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        var kind = AuthorizationHeader.Read(context.Request.Headers.Authorization, out var token);
        var peer = $"address:{context.Connection.RemoteIpAddress}";
        var problem = await ProblemOfAsync(context, kind) ?? (misses.HasCredit(peer) ? null : KnownProblems.RateLimited);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // Not cancelled with the request: whoever hangs up still wants it ended.
        var descriptor = Describe(context, kind == AuthorizationKind.DPoP ? TokenScheme.DPoP : TokenScheme.Bearer, token);
        await AnswerAsync(context, peer, descriptor.Scheme, await sessions.EndAsync(descriptor, CancellationToken.None));
        instruments.RevocationAnswered(clock.GetElapsedTime(start));
    }

    private static async ValueTask<Problem?> ProblemOfAsync(HttpContext context, AuthorizationKind kind) => kind switch
    {
        AuthorizationKind.None => HolderProblems.NoToken,
        AuthorizationKind.Malformed or AuthorizationKind.Several => HolderProblems.TwoTokens,
        _ when DpopHeaderReader.Read(context.Request.Headers[DpopHeaderReader.Name], out _) == DpopHeaderKind.Several => HolderProblems.TwoProofs,
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

    private EndDescriptor Describe(HttpContext context, TokenScheme scheme, string token)
    {
        var hasProof = scheme == TokenScheme.DPoP & DpopHeaderReader.Read(context.Request.Headers[DpopHeaderReader.Name], out var proof) == DpopHeaderKind.One;
        return new()
        {
            Token = token,
            Scheme = scheme,
            Possession = new()
            {
                Proof = hasProof ? new(proof, context.Request.Method, address.Of(EndpointPolicies.End)) : null,
                Certificate = certificates.Of(context),
            },
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

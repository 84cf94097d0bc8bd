using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Grains.Admission;
using SessionCluster.Silo.Endpoints.Paths;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Holder;

/// <summary>
/// Reads what a session's holder presents. No client speaks for the holder: the token does, and the proof of its key over this cluster's public URL, or the certificate of the connection.
/// </summary>
internal sealed class HolderGate(PublicAddress address, PresentedCertificates certificates, MissBudget misses)
{
    /// <summary>What is presented; <see langword="null"/> after an answer that says what is wrong with it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The path that the proof must be for.</param>
    public async ValueTask<HeldRequest?> AdmitAsync(HttpContext context, string path)
    {
        var kind = AuthorizationHeader.Read(context.Request.Headers.Authorization, out var token);
        var peer = $"address:{context.Connection.RemoteIpAddress}";
        var problem = await ProblemOfAsync(context, kind) ?? (misses.HasCredit(peer) ? null : KnownProblems.RateLimited);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return null;
        }

        var scheme = kind == AuthorizationKind.DPoP ? TokenScheme.DPoP : TokenScheme.Bearer;
        var hasProof = scheme == TokenScheme.DPoP & DpopHeaderReader.Read(context.Request.Headers[DpopHeaderReader.Name], out var proof) == DpopHeaderKind.One;
        var possession = new PresentedPossession { Proof = hasProof ? new(proof, context.Request.Method, address.Of(path)) : null, Certificate = certificates.Of(context) };
        return new(token, scheme, possession, peer);
    }

    /// <summary>Answers a holder whose token or possession was refused.</summary>
    public Task DenyAsync(HttpContext context, HeldRequest held, SessionVerdict verdict)
    {
        if (verdict.Refusal == SessionRefusal.Unknown)
        {
            misses.Charge(held.Peer);
        }

        return HolderProblems.Of(verdict, held.Scheme).WriteAsync(context);
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
}

using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Rotates a live session, twice at once, as a client does that retries: both must give the same successor (P-T1). Then presents it, which makes it current (P-T2).</summary>
internal sealed class RotateOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Rotate;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session) || !session.Tokens.TryBeginChange())
        {
            return OperationOutcome.Skipped;
        }

        try
        {
            return await PerformAsync(session);
        }
        finally
        {
            session.Tokens.EndChange();
        }
    }

    private async Task<OperationOutcome> PerformAsync(TrackedSession session)
    {
        var id = !session.Holder.IsBearer ? default : session.LostRotation.IsUnset ? RotationId.FromBytes(RandomNumberGenerator.GetBytes(RotationId.Size)) : session.LostRotation;
        var results = await Task.WhenAll(context.RotateAsync(session, id), context.RotateAsync(session, id));
        RotateResult.Rotated[] successors = [.. results.OfType<RotateResult.Rotated>()];
        if (successors is [var one, var other] && one.Token.Reveal() != other.Token.Reveal() && !session.IsEndingBegun)
        {
            context.Findings.Add("P-T1", $"session {session} was rotated twice at once, and has two successors.");
        }

        session.LostRotation = successors.Length == 0 ? id : default;
        if (successors.Length == 0)
        {
            return Judge(session, results);
        }

        session.Tokens.Succeed(successors[0].Token.Reveal());
        session.Holder.Shelf.Supersede();
        context.Findings.CountRotation();
        await context.PresentAsync(context.Client, session);
        return OperationOutcome.Answered("rotated");
    }

    private static OperationOutcome Judge(TrackedSession session, RotateResult[] results) => results.FirstOrDefault(result => result is not RotateResult.Unavailable) switch
    {
        RotateResult.Conflict when session.IsEndingBegun => OperationOutcome.Answered("conflict"),
        RotateResult.Refused { Verdict: var verdict } when Findings.IsRightRefusal(session, verdict.Refusal) => OperationOutcome.Answered(verdict.ToString()),
        RotateResult.Refused { Verdict: var verdict } => OperationOutcome.Wrong(verdict.ToString()),
        RotateResult.Conflict => OperationOutcome.Wrong("conflict"),
        _ => OperationOutcome.Unavailable(((RotateResult.Unavailable)results[0]).Reason),
    };
}

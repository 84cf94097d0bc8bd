using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>
/// A thief who holds a copy of a bearer session's token follows its rotation under an id of its own (P-T4). Whoever presents its successor first wins; the other one is exposed, and that ends the session.
/// </summary>
internal sealed class FollowOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Follow;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryTake(out var session))
        {
            return OperationOutcome.Skipped;
        }

        if (!session.Tokens.IsAccepted)
        {
            return OperationOutcome.Answered("not rotated");
        }

        var results = await Task.WhenAll(context.RotateAsync(session, NewId()), context.RotateAsync(session, NewId()));
        if (results is not [RotateResult.Rotated first, RotateResult.Rotated second])
        {
            // Locked, perhaps, or nobody answers: nothing was shown. The checks at the end end it.
            return results.OfType<RotateResult.Unavailable>().FirstOrDefault() is { } unavailable ? OperationOutcome.Unavailable(unavailable.Reason) : OperationOutcome.Answered("not rotated");
        }

        if (first.Token.Reveal() == second.Token.Reveal())
        {
            context.Findings.Add("P-T4", $"two holders of session {session} rotated it under ids of their own, and got the same successor: nobody would ever see the second.");
        }

        return await PresentAsync(session, first, second);
    }

    private static RotationId NewId() => RotationId.FromBytes(RandomNumberGenerator.GetBytes(RotationId.Size));

    private async Task<OperationOutcome> PresentAsync(TrackedSession session, RotateResult.Rotated first, RotateResult.Rotated second)
    {
        var won = await PresentAsync(first);
        if (!won.IsAccepted)
        {
            return won.Outcome == VerdictOutcome.Unavailable ? OperationOutcome.Unavailable(won.Reason) : OperationOutcome.Answered(won.ToString());
        }

        var lost = await PresentAsync(second);
        if (lost.Outcome == VerdictOutcome.Unavailable)
        {
            return OperationOutcome.Unavailable(lost.Reason);
        }

        if (lost.IsAccepted)
        {
            context.Findings.Add("P-T4", $"session {session} has two successors that were both accepted.");
            return OperationOutcome.Wrong(lost.ToString());
        }

        if (lost.Refusal == SessionRefusal.Superseded)
        {
            // The refusal is the receipt: nothing that starts from here on may be accepted.
            session.Tokens.Succeed(first.Token.Reveal());
            context.Book.End(session, Kind);
            context.Findings.CountFollower();
        }

        return OperationOutcome.Answered(lost.ToString());
    }

    private async Task<SessionVerdict> PresentAsync(RotateResult.Rotated successor) => await context.Client.ValidateAsync(context.Terms.Present(successor.Token.Reveal()));
}

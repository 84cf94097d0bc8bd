using SessionCluster.Abstractions.Validation;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Presents a live session with a proof that was presented before, or that is just under way (G2, A5).</summary>
internal sealed class PresentReplayedOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.PresentReplayed;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session) || session.Holder.Shelf.Next() is not { } proof)
        {
            return OperationOutcome.Skipped;
        }

        var verdict = await context.ReplayAsync(context.Client, session, proof);
        return verdict.Outcome switch
        {
            VerdictOutcome.Refused => OperationOutcome.Answered(verdict.ToString()),
            VerdictOutcome.Unavailable => OperationOutcome.Unavailable(verdict.Reason),

            // The original was overtaken or never arrived. Whether a proof was accepted twice is the findings' business.
            _ => OperationOutcome.Answered("accepted, before its original"),
        };
    }
}

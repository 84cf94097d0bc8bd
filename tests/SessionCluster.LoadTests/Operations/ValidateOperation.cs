using SessionCluster.Abstractions.Validation;
using SessionCluster.LoadTests.Checks;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Presents a live session.</summary>
internal sealed class ValidateOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Validate;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session))
        {
            return OperationOutcome.Skipped;
        }

        var verdict = await context.PresentAsync(context.Client, session);
        if (verdict.Refusal == SessionRefusal.UsesExhausted)
        {
            context.Book.Retire(session);
        }

        return verdict switch
        {
            { IsAccepted: true } => OperationOutcome.Answered("accepted"),
            { Outcome: VerdictOutcome.Unavailable } => OperationOutcome.Unavailable(verdict.Reason),
            _ when verdict.Refusal == SessionRefusal.Superseded || Findings.IsRightRefusal(session, verdict.Refusal) => OperationOutcome.Answered(verdict.ToString()),
            _ => OperationOutcome.Wrong(verdict.ToString()),
        };
    }
}

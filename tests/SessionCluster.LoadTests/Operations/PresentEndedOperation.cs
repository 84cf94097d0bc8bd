using SessionCluster.Abstractions.Validation;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Presents a session whose receipt is there.</summary>
internal sealed class PresentEndedOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.PresentEnded;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickEnded(out var session))
        {
            return OperationOutcome.Skipped;
        }

        var verdict = await context.PresentAsync(context.Client, session);
        return verdict.Outcome switch
        {
            VerdictOutcome.Refused => OperationOutcome.Answered(verdict.ToString()),
            VerdictOutcome.Unavailable => OperationOutcome.Unavailable(verdict.Reason),
            _ => OperationOutcome.Wrong(verdict.ToString()),
        };
    }
}

using SessionCluster.Abstractions.Validation;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Presents a token that nobody was ever given (A9).</summary>
internal sealed class PresentForgedOperation(SessionContext context, ForgedTokens tokens) : IOperation
{
    public OperationKind Kind => OperationKind.PresentForged;

    public async Task<OperationOutcome> PerformAsync()
    {
        var verdict = await context.Client.ValidateAsync(context.Terms.Present(tokens.Next()));
        context.Findings.JudgeForged(verdict);
        return verdict.Outcome switch
        {
            VerdictOutcome.Refused => OperationOutcome.Answered(verdict.ToString()),
            VerdictOutcome.Unavailable => OperationOutcome.Unavailable(verdict.Reason),
            _ => OperationOutcome.Wrong(verdict.ToString()),
        };
    }
}

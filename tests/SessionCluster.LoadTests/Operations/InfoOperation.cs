using SessionCluster.Client.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Asks what is known of a live session.</summary>
internal sealed class InfoOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Info;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session))
        {
            return OperationOutcome.Skipped;
        }

        switch (await context.Client.GetInfoAsync(session.Id))
        {
            case InfoResult.Found:
                return OperationOutcome.Answered("found");
            case InfoResult.Unavailable unavailable:
                return OperationOutcome.Unavailable(unavailable.Reason);
            default:
                context.Findings.Add("G3", $"session {session} was acknowledged, and nothing is known of it.");
                return OperationOutcome.Wrong("unknown session");
        }
    }
}

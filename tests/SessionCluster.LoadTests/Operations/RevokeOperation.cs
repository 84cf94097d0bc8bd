using SessionCluster.Client.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Ends a live session by its id. In doubt, the checks at the end ask again.</summary>
internal sealed class RevokeOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Revoke;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryTake(out var session))
        {
            return OperationOutcome.Skipped;
        }

        switch (await context.Client.RevokeAsync(new RevokeDescriptor.ById(session.Id, context.Terms.Order)))
        {
            case RevokeResult.Revoked:
                context.Book.End(session, Kind);
                return OperationOutcome.Answered("revoked");
            case RevokeResult.Unavailable unavailable:
                return OperationOutcome.Unavailable(unavailable.Reason);
            default:
                context.Findings.Add("G3", $"session {session} was acknowledged, and a revocation did not find it.");
                return OperationOutcome.Wrong("unknown session");
        }
    }
}

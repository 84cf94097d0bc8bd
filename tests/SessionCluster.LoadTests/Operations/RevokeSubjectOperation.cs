using SessionCluster.Client.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Ends every session of a subject.</summary>
internal sealed class RevokeSubjectOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.RevokeSubject;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryTakeSubject(out var subject, out var sessions))
        {
            return OperationOutcome.Skipped;
        }

        switch (await context.Client.RevokeSubjectAsync(new RevokeSubjectDescriptor(subject, context.Terms.Order)))
        {
            case RevokeResult.Revoked:
                foreach (var session in sessions)
                {
                    context.Book.End(session, Kind);
                }

                return OperationOutcome.Answered("revoked");
            case RevokeResult.Unavailable unavailable:
                return OperationOutcome.Unavailable(unavailable.Reason);
            default:
                return OperationOutcome.Wrong("unknown subject");
        }
    }
}

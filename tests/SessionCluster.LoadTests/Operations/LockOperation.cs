using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Locks a client; then nothing that it holds may be accepted, until the lock is removed (P-C1, P-C3). Its latency is that of the lock.</summary>
internal sealed class LockOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Lock;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session) || !session.Group.TryTake())
        {
            return OperationOutcome.Skipped;
        }

        switch (await context.Client.LockAsync(context.Terms.LockOf(session.Group)))
        {
            case LockResult.Locked locked:
                session.Group.Lock();
                await PresentAsync(session);
                session.Group.BeginUnlock();
                return await UnlockAsync(session.Group, locked);
            case LockResult.Unavailable unavailable:
                // It may stand: the checks at the end find out, and until then any answer is right.
                return OperationOutcome.Unavailable(unavailable.Reason);
            case LockResult.Full:
                session.Group.Free();
                return OperationOutcome.Wrong("full");
            case var other:
                return OperationOutcome.Wrong(other.GetType().Name);
        }
    }

    private async Task PresentAsync(TrackedSession session)
    {
        if ((await context.PresentAsync(context.Client, session)).Refusal == SessionRefusal.Locked)
        {
            context.Findings.CountLocked();
        }
    }

    private async Task<OperationOutcome> UnlockAsync(LockGroup group, LockResult.Locked locked)
    {
        switch (await context.Client.UnlockAsync(locked.Id, context.Terms.Caller))
        {
            case UnlockResult.Unlocked:
                group.Free();
                return OperationOutcome.Answered("locked and unlocked");
            case UnlockResult.Unavailable unavailable:
                return OperationOutcome.Unavailable(unavailable.Reason);
            default:
                context.Findings.Add("P-C2", $"a lock of client {group.Client} was in force, and its removal did not find it.");
                group.Free();
                return OperationOutcome.Wrong("unknown lock");
        }
    }
}

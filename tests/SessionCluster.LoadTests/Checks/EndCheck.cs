using System.Diagnostics;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Checks;

/// <summary>
/// After the load, through another way in: everything acknowledged exists or has ended (G3), every ended session is refused (G1), no session has more uses left than its limit allows (G5), and no proof is
/// accepted again (G2).
/// What is in doubt is asked again, until <paramref name="patience"/> has passed.
/// </summary>
internal sealed class EndCheck(ISessionClient witness, SessionContext context, TimeSpan patience)
{
    private const int Together = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _beganAt = Stopwatch.GetTimestamp();
    private int _live;
    private int _ended;
    private int _unchecked;

    public async Task<EndCheckResult> RunAsync()
    {
        foreach (var group in context.Terms.Groups.Where(group => group.IsInDoubt))
        {
            await UntilAsync(() => FreeAsync(group));
        }

        await Parallel.ForEachAsync(context.Book.All, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (session, _) => await CheckAsync(session));
        return new(_live, _ended, _unchecked);
    }

    private async Task CheckAsync(TrackedSession session)
    {
        await CheckStandingAsync(session);
        foreach (var proof in session.Holder.Shelf.All)
        {
            await UntilAsync(async () => (await context.ReplayAsync(witness, session, proof)).Outcome != VerdictOutcome.Unavailable);
        }
    }

    private async Task CheckStandingAsync(TrackedSession session)
    {
        if (session.IsEndingBegun && !session.IsEnded && !await UntilAsync(() => EndAsync(session)))
        {
            return;
        }

        if (session.IsEnded)
        {
            if (await UntilAsync(async () => (await context.PresentAsync(witness, session)).Outcome != VerdictOutcome.Unavailable))
            {
                Interlocked.Increment(ref _ended);
            }

            return;
        }

        if (await UntilAsync(() => ExistsAsync(session)) && (session.MaxUses is not null || await UntilAsync(async () => IsSettled(session, await context.PresentAsync(witness, session)))))
        {
            Interlocked.Increment(ref _live);
        }
    }

    /// <summary>When a lock goes, sessions that nothing else happened to work again (P-C3); until every silo has learned of it, they may not.</summary>
    private static bool IsSettled(TrackedSession session, SessionVerdict verdict) =>
        verdict.Outcome != VerdictOutcome.Unavailable && !(verdict.Refusal == SessionRefusal.Locked && session.Group.MayBeLocked);

    /// <summary>Removes whatever locks of a client stand, because an answer about one was lost.</summary>
    private async Task<bool> FreeAsync(LockGroup group)
    {
        var after = default(EventId);
        while (true)
        {
            if (await witness.ListLocksAsync(after) is not LockListResult.Page page)
            {
                return false;
            }

            foreach (var standing in page.Locks.Where(standing => standing.Order.Value == group.Client.Value))
            {
                if (await witness.UnlockAsync(standing.Id, context.Terms.Caller) is UnlockResult.Unavailable)
                {
                    return false;
                }
            }

            if (page.Next is not { } next)
            {
                group.Free();
                return true;
            }

            after = next;
        }
    }

    /// <summary>An ending whose answer was lost is asked for again, until there is a receipt.</summary>
    private async Task<bool> EndAsync(TrackedSession session)
    {
        switch (await witness.RevokeAsync(new RevokeDescriptor.ById(session.Id, context.Terms.Order)))
        {
            case RevokeResult.Unavailable:
                return false;
            case RevokeResult.UnknownSession:
                context.Findings.Add("G3", $"session {session} was acknowledged, and a revocation did not find it.");
                break;
        }

        session.End(OperationWords.Of(OperationKind.Revoke));
        return true;
    }

    private async Task<bool> ExistsAsync(TrackedSession session)
    {
        switch (await witness.GetInfoAsync(session.Id))
        {
            case InfoResult.Unavailable:
                return false;
            case InfoResult.Found found:
                Judge(session, found.Info);
                return true;
            default:
                context.Findings.Add("G3", $"session {session} was acknowledged, nobody ended it, and at the end nothing is known of it.");
                return true;
        }
    }

    private void Judge(TrackedSession session, SessionInfo info)
    {
        if (info.Status != SessionStatus.Active && !session.MayHaveEndedByTime())
        {
            context.Findings.Add("G3", $"session {session} was acknowledged, nobody ended it, and at the end it is {info.Status}.");
        }

        if (session.MaxUses is { } limit && session.Accepted + (info.UsesLeft ?? 0) > limit)
        {
            context.Findings.Add("G5", $"session {session} was accepted {session.Accepted} times and says that {info.UsesLeft} uses are left; its use limit is {limit}.");
        }
    }

    private async Task<bool> UntilAsync(Func<Task<bool>> isAnswered)
    {
        while (!await isAnswered())
        {
            if (Stopwatch.GetElapsedTime(_beganAt) > patience)
            {
                Interlocked.Increment(ref _unchecked);
                return false;
            }

            await Task.Delay(Pause);
        }

        return true;
    }
}

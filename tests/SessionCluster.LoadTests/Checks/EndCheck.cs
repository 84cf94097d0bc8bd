using System.Diagnostics;
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

        if (await UntilAsync(() => ExistsAsync(session)) && (session.MaxUses is not null || await UntilAsync(async () => (await context.PresentAsync(witness, session)).Outcome != VerdictOutcome.Unavailable)))
        {
            Interlocked.Increment(ref _live);
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

using SessionCluster.Abstractions.Establishment;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Steps a live session up; then its former token, presented by its own holder, must be refused, and the new one accepted.</summary>
internal sealed class StepUpOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.StepUp;

    public async Task<OperationOutcome> PerformAsync()
    {
        if (!context.Book.TryPickLive(out var session) || !session.Tokens.TryBeginChange())
        {
            return OperationOutcome.Skipped;
        }

        try
        {
            return await PerformAsync(session);
        }
        finally
        {
            session.Tokens.EndChange();
        }
    }

    private async Task<OperationOutcome> PerformAsync(TrackedSession session)
    {
        var former = session.Tokens.Current;
        former.GiveUpGrace();
        session.Tokens.GiveUpFormer();
        var result = await context.StepUpAsync(session, former);
        if (result is RenewalResult.Denied or RenewalResult.Refused)
        {
            former.KeepGrace();
        }

        switch (result)
        {
            case RenewalResult.Renewed renewed:
                session.Tokens.Succeed(renewed.Token.Reveal());
                session.Holder.Shelf.Supersede();
                session.LostRotation = default;
                context.Findings.CountStepUp();
                await PresentFormerAsync(session, former);
                await context.PresentAsync(context.Client, session);
                return OperationOutcome.Answered("stepped up");
            case RenewalResult.Unavailable unavailable:
                // What was presented may be dead, and nobody holds what took its place.
                context.Book.Doubt(session);
                return OperationOutcome.Unavailable(unavailable.Reason);
            case RenewalResult.Denied { Verdict: var verdict } when Findings.IsRightRefusal(session, verdict.Refusal):
                return OperationOutcome.Answered(verdict.ToString());
            case RenewalResult.Refused { Refusal: EstablishRefusal.Reauthenticate } when session.IsEndingBegun:
                return OperationOutcome.Answered("refused: Reauthenticate");
            case RenewalResult.Denied { Verdict: var verdict }:
                return OperationOutcome.Wrong(verdict.ToString());
            case RenewalResult.Refused refused:
                return OperationOutcome.Wrong($"refused: {refused.Refusal}: {refused.Detail}");
            case var other:
                return OperationOutcome.Wrong(other.GetType().Name);
        }
    }

    private async Task PresentFormerAsync(TrackedSession session, HeldToken former)
    {
        if (former.IsOutOfGrace)
        {
            // This machine is late: by now it would be evidence.
            return;
        }

        var verdict = await context.PresentFormerAsync(session, former);
        if (verdict.IsAccepted)
        {
            context.Findings.Add("N7", $"the former token of session {session} was accepted after a step-up had returned.");
        }

        if (former.IsOutOfGrace)
        {
            context.Book.Doubt(session);
        }
    }
}

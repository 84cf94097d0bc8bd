using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Rotation;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Grains.Subjects;

/// <summary>Re-authentication (ASVS 7.2.4, N7): a successor is admitted, then the session that was presented ends, then the answer.</summary>
internal sealed partial class SubjectGrain
{
    private static readonly RevocationOrder ReauthenticatedOrder = new(RevocationReason.Policy, "reauthenticated", EndInitiator.Policy);

    public async Task<RenewalOutcome> Reauthenticate(RenewalCall call) => Renewed(RenewalPurpose.Reauthenticate, await ReauthenticateAsync(call));

    private async Task<RenewalOutcome> ReauthenticateAsync(RenewalCall call)
    {
        var (denied, session) = await ExamineAsync(call, RenewalPurpose.Reauthenticate);
        if (session is null)
        {
            return denied!;
        }

        if (RenewalRules.CheckOrder(session, call.Authentication) is { } older)
        {
            return Refused(older);
        }

        var asked = RenewalRules.SuccessorOf(session, call);
        for (var decision = 1; decision <= MaxDecisions; decision++)
        {
            // What has changed since it was decided about is looked at again.
            if (decision > 1 && (await LoadAsync() ?? await FinishContainmentAsync()) is { } problem)
            {
                return new RenewalOutcome.Unavailable(problem);
            }

            if (await SucceedAsync(asked, session) is { } outcome)
            {
                return outcome;
            }
        }

        return new RenewalOutcome.Unavailable(UnavailableReason.Storage);
    }

    /// <summary>Answers <see langword="null"/> when the row was not what it had been decided from.</summary>
    private async Task<RenewalOutcome?> SucceedAsync(EstablishCall asked, ExaminedSession session)
    {
        var now = Now();
        var state = _row.Landed ?? new SubjectState { Key = _key, Subject = asked.Subject };
        switch (AdmissionRules.Check(state, asked, _services.Classes, _services.Assurance, _services.Admission, now))
        {
            case AdmissionDecision.Refused refused:
                return Refused(refused);
            case AdmissionDecision.Eligible eligible:
                // Whoever asks has just shown to have the key.
                var bound = eligible with { Key = eligible.Key is { } key ? key with { IsProven = session.IsProven } : null };
                var admitted = await AdmitAsync(asked, bound, session.Facts.Id, state, now);
                return admitted is null ? null : await EndSucceededAsync(admitted, session);
            default:
                throw new InvalidOperationException("Unreachable: the decision is closed.");
        }
    }

    private async Task<RenewalOutcome> EndSucceededAsync(Admitted admitted, ExaminedSession session)
    {
        switch (admitted.Outcome)
        {
            case EstablishOutcome.Refused refused:
                return new RenewalOutcome.Refused(refused.Refusal, refused.Detail);
            case EstablishOutcome.Unavailable unavailable:
                return new RenewalOutcome.Unavailable(unavailable.Reason);
        }

        var successor = admitted.Session!;
        if (await EndAsync(session.Facts.Id, ReauthenticatedOrder))
        {
            return new RenewalOutcome.Renewed(successor.Facts!, successor.EdgeKeyId) { RotateAfter = RotationRules.RotateAfter(successor, null) };
        }

        // In doubt nobody is told of the successor, so it is nobody's: it ends too, as far as that can be said now. Otherwise it ends idle.
        _ = await EndAsync(successor.Id, ReauthenticatedOrder);
        return new RenewalOutcome.Unavailable(UnavailableReason.Storage);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Sessions;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Subjects;

/// <summary>
/// What a subject asks of its sessions and of the containment log. A call that throws (a time-out, a rejection, a silo that went) has an unknown outcome: here that is an answer, so that it
/// neither becomes a caller's fault nor ends the work that the subject still owes.
/// </summary>
internal sealed partial class SubjectPeers(IGrainFactory grains, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock, ILogger<SubjectPeers> logger)
{
    // An establishment waits no longer for what it only counts: a session whose silo has just died would take seconds to answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Task<LifecycleOutcome> InsertAsync(SessionState state) => AskAsync(Session(state.Id).Insert(state), LifecycleOutcome.Unavailable);

    public Task<LifecycleOutcome> EndAsync(SessionId id, RevocationOrder order, Abstractions.Identifiers.EventId eventId) => AskAsync(Session(id).End(order, eventId), LifecycleOutcome.Unavailable);

    public Task<SessionLiveness> GetLivenessAsync(SessionId id) => AskAsync(Session(id).GetLiveness(), new(LivenessKind.Unavailable, default));

    /// <summary>True when it said soon that it is live.</summary>
    public async Task<bool> IsLiveAsync(SessionId id) => (await AskAsync(Session(id).GetLiveness().WaitAsync(Patience, clock), new(LivenessKind.Unavailable, default))).Kind == LivenessKind.Live;

    public Task<ContainOutcome> ContainAsync(SubjectId subject, SubjectCutOff cutOff) => AskAsync(Log().Contain(subject, cutOff), ContainOutcome.Unavailable);

    public Task<ExamineOutcome> ExamineAsync(ExamineCall call) => AskAsync(Session(call.Held.Id).Examine(call), ExamineOutcome.Deny(SessionVerdict.InDoubt(UnavailableReason.Timeout)));

    public Task<RenewalOutcome> StepUpAsync(SessionId id, StepUpOrder order) => AskAsync(Session(id).StepUp(order), new RenewalOutcome.Unavailable(UnavailableReason.Timeout));

    public Task<bool> PruneAsync(SubjectKey subject, SubjectCutOff cutOff) => AskAsync(Log().Prune(subject, cutOff.Epoch), false);

    private async Task<TAnswer> AskAsync<TAnswer>(Task<TAnswer> call, TAnswer unknown)
    {
        try
        {
            return await call;
        }
        catch (Exception exception)
        {
            LogUnanswered(typeof(TAnswer).Name, exception.Message);
            return unknown;
        }
    }

    private ISessionLifecycleGrain Session(SessionId id) => grains.GetGrain<ISessionLifecycleGrain>(id.ToString());

    private IContainmentGrain Log() => grains.GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey);

    [LoggerMessage(1601, LogLevel.Warning, "A subject asked for {Answer} and got none; the outcome is unknown: {Problem}", EventName = "SubjectUnanswered")]
    private partial void LogUnanswered(string answer, string problem);
}

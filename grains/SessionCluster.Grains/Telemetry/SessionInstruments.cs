using System.Diagnostics.Metrics;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Renewal;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Grains.Telemetry;

/// <summary>The meter <c>SessionCluster</c>. Tags are outcomes and kinds, never ids.</summary>
public sealed class SessionInstruments
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SessionCluster";

    private readonly Counter<long> _validations;
    private readonly Counter<long> _establishments;
    private readonly Counter<long> _renewals;
    private readonly Counter<long> _revocations;
    private readonly Counter<long> _introspections;
    private readonly Counter<long> _ends;
    private readonly Counter<long> _loads;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _quarantines;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _rowReads;
    private readonly Counter<long> _rowWrites;
    private readonly Counter<long> _rowFailures;
    private readonly Histogram<double> _validationDuration;
    private readonly Histogram<double> _revocationDuration;

    /// <summary>Makes the instruments.</summary>
    public SessionInstruments(IMeterFactory meters, SiloFence fence)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(fence);
        var meter = meters.Create(MeterName);
        _validations = meter.CreateCounter<long>("sessioncluster.validations", "{validation}", "Validations that reached a session, by outcome and refusal.");
        _establishments = meter.CreateCounter<long>("sessioncluster.establishments", "{establishment}", "Establishments, by outcome.");
        _renewals = meter.CreateCounter<long>("sessioncluster.renewals", "{renewal}", "Step-ups and re-authentications, by kind and outcome.");
        _revocations = meter.CreateCounter<long>("sessioncluster.revocations", "{revocation}", "Revocations of sessions and subjects, by outcome.");
        _introspections = meter.CreateCounter<long>("sessioncluster.introspections", "{introspection}", "Introspections that reached a session, by outcome and refusal.");
        _ends = meter.CreateCounter<long>("sessioncluster.ends", "{end}", "Ends asked for by holders, by outcome and refusal.");
        _loads = meter.CreateCounter<long>("sessioncluster.session.loads", "{activation}", "Sessions loaded from the store, by whether there was one.");
        _moves = meter.CreateCounter<long>("sessioncluster.session.moves", "{activation}", "Sessions that came from a silo that stopped, by whether they inherited what it knew.");
        _quarantines = meter.CreateCounter<long>("sessioncluster.quarantine.refusals", "{call}", "Calls answered 'unavailable' because a silo that died may still be answering for the session or subject.");
        _pushes = meter.CreateCounter<long>("sessioncluster.containment.pushes", "{change}", "Changes of the containment log brought in force, by how: every silo confirmed, or 1.1 T have passed.");
        _rowReads = meter.CreateCounter<long>("sessioncluster.storage.reads", "{row}", "Rows read, by grain type.");
        _rowWrites = meter.CreateCounter<long>("sessioncluster.storage.writes", "{row}", "Rows written, by grain type.");
        _rowFailures = meter.CreateCounter<long>("sessioncluster.storage.failures", "{row}", "Row operations with an unknown outcome, by grain type and operation.");
        _validationDuration = meter.CreateHistogram<double>("sessioncluster.validation.duration", "s", "Validations as the HTTP edge sees them.");
        _revocationDuration = meter.CreateHistogram<double>("sessioncluster.revocation.duration", "s", "Revocations as the HTTP edge sees them.");
        Possession = new(meter);
        Rotation = new(meter);
        Events = new(meter);
        Janitor = new(meter);
        meter.CreateObservableCounter("sessioncluster.fence.losses", () => fence.Losses, "{loss}", "How often the fence was held again after a gap, in which every answer was 'unavailable'.");
        meter.CreateObservableGauge("sessioncluster.fence.held", () => fence.IsHeld ? 1 : 0, null, "1 while this silo may answer.");
    }

    internal PossessionInstruments Possession { get; }

    internal RotationInstruments Rotation { get; }

    internal EventInstruments Events { get; }

    internal JanitorInstruments Janitor { get; }

    /// <summary>A session gave a verdict.</summary>
    public void Validated(SessionVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        Count(_validations, verdict);
    }

    /// <summary>The edge answered a validation.</summary>
    public void ValidationAnswered(TimeSpan duration) => _validationDuration.Record(duration.TotalSeconds);

    /// <summary>The edge answered a revocation.</summary>
    public void RevocationAnswered(TimeSpan duration) => _revocationDuration.Record(duration.TotalSeconds);

    internal void Established(EstablishOutcome outcome) => _establishments.Add(1, Tag("outcome", outcome switch
    {
        EstablishOutcome.Established => "established",
        EstablishOutcome.Refused refused => ProblemCodes.Of(refused.Refusal),
        _ => "unavailable",
    }));

    internal void Renewed(RenewalPurpose purpose, RenewalOutcome outcome) => _renewals.Add(
        1,
        Tag("kind", purpose == RenewalPurpose.StepUp ? "step_up" : "reauthenticate"),
        Tag("outcome", outcome switch
        {
            RenewalOutcome.Renewed => "renewed",
            RenewalOutcome.Refused refused => ProblemCodes.Of(refused.Refusal),
            RenewalOutcome.Denied => "session_refused",
            _ => "unavailable",
        }));

    internal void Revoked(RevokeOutcome outcome) => _revocations.Add(1, Tag("outcome", outcome switch
    {
        RevokeOutcome.Revoked => "revoked",
        RevokeOutcome.UnknownSession => "unknown_session",
        RevokeOutcome.KeepDenied => "keep_refused",
        _ => "unavailable",
    }));

    internal void Introspected(SessionVerdict verdict) => Count(_introspections, verdict);

    internal void Ended(EndOutcome outcome)
    {
        if (outcome is EndOutcome.Denied denied)
        {
            Count(_ends, denied.Verdict);
        }
        else
        {
            _ends.Add(1, Tag("outcome", "ended"), Tag("refusal", "none"));
        }
    }

    internal void SessionLoaded(bool found) => _loads.Add(1, Tag("found", found));

    internal void SessionMoved(bool inherited) => _moves.Add(1, Tag("inherited", inherited));

    internal void Quarantined() => _quarantines.Add(1);

    internal void ContainmentPushed(bool confirmed) => _pushes.Add(1, Tag("outcome", confirmed ? "confirmed" : "lapsed"));

    internal void RowRead(GrainType type) => _rowReads.Add(1, Tag("grain", type.ToString()));

    internal void RowWritten(GrainType type) => _rowWrites.Add(1, Tag("grain", type.ToString()));

    internal void RowFailed(GrainType type, string operation) => _rowFailures.Add(1, Tag("grain", type.ToString()), Tag("operation", operation));

    private static void Count(Counter<long> counter, SessionVerdict verdict)
    {
        if (counter.Enabled)
        {
            var refusal = verdict.Outcome == VerdictOutcome.Refused ? RefusalCodes.Of(verdict.Refusal) : "none";
            counter.Add(1, Tag("outcome", Word(verdict.Outcome)), Tag("refusal", refusal));
        }
    }

    private static string Word(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Accepted => "accepted",
        VerdictOutcome.Refused => "refused",
        _ => "unavailable",
    };

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}

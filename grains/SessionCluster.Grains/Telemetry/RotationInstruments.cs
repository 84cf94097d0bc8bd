using System.Diagnostics.Metrics;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Grains.Telemetry;

/// <summary>What is counted about rotations, and about evidence that more than one holds a token.</summary>
internal sealed class RotationInstruments(Meter meter)
{
    private readonly Counter<long> _rotations = meter.CreateCounter<long>("sessioncluster.rotations", "{rotation}", "Successors asked for, by outcome and refusal.");
    private readonly Counter<long> _confirmations = meter.CreateCounter<long>("sessioncluster.rotation.confirmations", "{rotation}", "Successors presented for the first time, by whether the write landed.");
    private readonly Counter<long> _superseded = meter.CreateCounter<long>("sessioncluster.rotation.reuses", "{presentation}", "Superseded secrets presented after their grace, by whether the family ended for it.");
    private readonly Counter<long> _taints = meter.CreateCounter<long>("sessioncluster.session.taints", "{session}", "Sessions whose holder is told to rotate because a copy of the token is about.");
    private readonly Counter<long> _signals = meter.CreateCounter<long>("sessioncluster.signals", "{signal}", "Reports about sessions, by outcome.");

    public void Rotated(RotateOutcome outcome) => _rotations.Add(1, Tag("outcome", outcome switch
    {
        RotateOutcome.Rotated => "rotated",
        RotateOutcome.Conflict => "conflict",
        RotateOutcome.Denied { Verdict.Outcome: VerdictOutcome.Refused } => "refused",
        _ => "unavailable",
    }), Tag("refusal", outcome is RotateOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Refused } verdict } ? RefusalCodes.Of(verdict.Refusal) : "none"));

    public void Confirmed(bool landed) => _confirmations.Add(1, Tag("landed", landed));

    public void Reused(bool ended) => _superseded.Add(1, Tag("ended", ended));

    public void Tainted() => _taints.Add(1);

    public void Signalled(SignalOutcome outcome) => _signals.Add(1, Tag("outcome", outcome switch
    {
        SignalOutcome.Taken => "taken",
        SignalOutcome.NotEntitled => "not_entitled",
        _ => "unavailable",
    }));

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}

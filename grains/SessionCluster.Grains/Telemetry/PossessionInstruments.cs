using System.Diagnostics.Metrics;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Replay;

namespace SessionCluster.Grains.Telemetry;

/// <summary>What is counted about keys, proofs and the memory of them.</summary>
internal sealed class PossessionInstruments(Meter meter)
{
    private readonly Counter<long> _replays = meter.CreateCounter<long>("sessioncluster.proof.replays", "{proof}", "Proofs refused because they were accepted before.");
    private readonly Counter<long> _challenges = meter.CreateCounter<long>("sessioncluster.proof.challenges", "{challenge}", "Nonces sent with a refusal, by refusal.");
    private readonly Counter<long> _verifications = meter.CreateCounter<long>("sessioncluster.proof.verifications", "{proof}", "Proofs verified in the silo, by whether they hold.");
    private readonly Counter<long> _shared = meter.CreateCounter<long>("sessioncluster.confirmation.shared", "{session}", "Sessions established with a key that another live session of the subject has.");
    private readonly Counter<long> _contexts = meter.CreateCounter<long>("sessioncluster.context.changes", "{validation}", "Validations with another client context than was declared, by whether they were refused.");
    private readonly Counter<long> _locks = meter.CreateCounter<long>("sessioncluster.session.locks", "{session}", "Sessions locked on evidence, by evidence.");

    /// <summary>Watches the room of all replay memories of the silo.</summary>
    public void Watch(ReplayBudget budget) => meter.CreateObservableGauge("sessioncluster.replay.room", () => budget.Used, "{entry}", "Entries that replay memories have room for.");

    /// <summary>A presentation was refused.</summary>
    public void Refused(SessionRefusal refusal)
    {
        if (refusal == SessionRefusal.ProofReplayed)
        {
            _replays.Add(1);
        }
        else if (refusal == SessionRefusal.ContextChanged)
        {
            _contexts.Add(1, Tag("refused", true));
        }
    }

    public void Challenged(SessionRefusal refusal) => _challenges.Add(1, Tag("refusal", RefusalCodes.Of(refusal)));

    public void Verified(bool holds) => _verifications.Add(1, Tag("holds", holds));

    public void KeyShared() => _shared.Add(1);

    public void ContextDiffered() => _contexts.Add(1, Tag("refused", false));

    public void Locked(SessionRefusal evidence) => _locks.Add(1, Tag("evidence", RefusalCodes.Of(evidence)));

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}

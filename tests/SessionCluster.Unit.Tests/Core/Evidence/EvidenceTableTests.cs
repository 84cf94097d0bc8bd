using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Core.Evidence;

namespace SessionCluster.Unit.Tests.Core.Evidence;

/// <summary>The whole table: every kind of evidence, bound and bearer, with the key shown and without.</summary>
[Rule("A1"), Rule("A6"), Rule("N21"), Rule("T7")]
public sealed class EvidenceTableTests
{
    private static readonly (EvidenceKind Kind, EvidenceAction BoundAlone, EvidenceAction BoundProven, EvidenceAction Bearer)[] Table =
    [
        (EvidenceKind.KeyMissing, EvidenceAction.Taint, EvidenceAction.Taint, EvidenceAction.Note),
        (EvidenceKind.SecretReused, EvidenceAction.Note, EvidenceAction.Revoke, EvidenceAction.Revoke),
        (EvidenceKind.ProofReplayed, EvidenceAction.Note, EvidenceAction.Note, EvidenceAction.Note),
        (EvidenceKind.ContextChanged, EvidenceAction.Note, EvidenceAction.Note, EvidenceAction.Lock),
        (EvidenceKind.LeakReported, EvidenceAction.Revoke, EvidenceAction.Revoke, EvidenceAction.Revoke),
        (EvidenceKind.LeakReportedByAnybody, EvidenceAction.Taint, EvidenceAction.Taint, EvidenceAction.Revoke),
        (EvidenceKind.RiskReported, EvidenceAction.Lock, EvidenceAction.Lock, EvidenceAction.Lock),
    ];

    [Fact]
    public void Every_kind_does_what_the_table_says()
    {
        Assert.Equal(Enum.GetValues<EvidenceKind>(), Table.Select(row => row.Kind));
        Assert.All(Table, row =>
        {
            Assert.Equal(row.BoundAlone, EvidenceRules.Act(row.Kind, bound: true, proven: false));
            Assert.Equal(row.BoundProven, EvidenceRules.Act(row.Kind, bound: true, proven: true));
            Assert.Equal(row.Bearer, EvidenceRules.Act(row.Kind, bound: false, proven: false));
            Assert.Equal(row.Bearer, EvidenceRules.Act(row.Kind, bound: false, proven: true));
        });
    }

    [Fact]
    public void Whoever_merely_holds_a_copy_of_a_bound_token_locks_nothing_and_ends_nothing()
    {
        EvidenceKind[] byACopyAlone = [EvidenceKind.KeyMissing, EvidenceKind.SecretReused, EvidenceKind.ProofReplayed, EvidenceKind.ContextChanged, EvidenceKind.LeakReportedByAnybody];

        Assert.All(byACopyAlone, kind => Assert.InRange(EvidenceRules.Act(kind, bound: true, proven: false), EvidenceAction.Note, EvidenceAction.Taint));
    }

    [Fact]
    public void What_is_no_evidence_is_noted() => Assert.Equal(EvidenceAction.Note, EvidenceRules.Act(default, bound: true, proven: true));

    [Theory]
    [InlineData(RiskLevel.Low, RiskLevel.Medium, false, null)]
    [InlineData(RiskLevel.Medium, RiskLevel.Medium, false, EvidenceKind.RiskReported)]
    [InlineData(RiskLevel.High, RiskLevel.Medium, false, EvidenceKind.RiskReported)]
    [InlineData(RiskLevel.High, RiskLevel.High, false, EvidenceKind.RiskReported)]
    [InlineData(RiskLevel.Medium, RiskLevel.High, false, null)]
    [InlineData(RiskLevel.Low, RiskLevel.Low, false, EvidenceKind.RiskReported)]
    [InlineData(RiskLevel.High, RiskLevel.Low, true, null)]
    public void Risk_is_evidence_from_the_classs_threshold_on_and_never_by_somebody_unknown(RiskLevel level, RiskLevel locksFrom, bool anonymous, EvidenceKind? kind) =>
        Assert.Equal(kind, EvidenceRules.KindOf(SignalType.Risk, level, locksFrom, anonymous));

    [Theory]
    [InlineData(false, EvidenceKind.LeakReported)]
    [InlineData(true, EvidenceKind.LeakReportedByAnybody)]
    public void A_leak_is_evidence_whatever_the_level(bool anonymous, EvidenceKind kind)
    {
        Assert.All(Enum.GetValues<RiskLevel>(), level => Assert.Equal(kind, EvidenceRules.KindOf(SignalType.Leak, level, RiskLevel.High, anonymous)));
        Assert.Null(EvidenceRules.KindOf((SignalType)99, RiskLevel.High, RiskLevel.Low, anonymous));
    }

    [Fact]
    public void An_end_on_evidence_says_so()
    {
        Assert.Equal(new RevocationOrder(RevocationReason.Compromise, "reuse", EndInitiator.Policy), EvidenceRules.Reuse);
        Assert.True(EvidenceRules.Reuse.IsWellFormed());
        Assert.True(EvidenceRules.Leak(EndInitiator.By(ClientId.Create("scanner"))).IsWellFormed());
    }
}

using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Containment;

public sealed class ContainmentSnapshotTests
{
    private static readonly SubjectKey[] Subjects = [.. Enumerable.Range(0, 4).Select(number => Sample.SubjectOf($"user-{number}").Key)];

    private static readonly Gen<(int Subject, long CutOff)[]> Entries = Gen.Select(Gen.Int[0, 3], Gen.Long[1, 9]).Array[0, 12];

    [Fact]
    public void A_log_that_was_never_written_contains_nobody()
    {
        Assert.Equal((0L, 0), (ContainmentSnapshot.Empty.Version, ContainmentSnapshot.Empty.Count));
        Assert.Equal((0L, SessionRefusal.None), (ContainmentSnapshot.Empty.CutOffOf(Subjects[0]), ContainmentSnapshot.Empty.Refusal(Subjects[0], 0)));
    }

    [Fact]
    [Rule("P-S2"), Rule("P-C3")]
    public void Entries_of_one_subject_are_merged_by_the_larger_cut_off_in_any_order() =>
        Gen.Select(Entries, Gen.Long[0, 10]).Sample((entries, admitted) =>
        {
            var whole = ContainmentSnapshot.Of(7, entries.Select(entry => Entry(Subjects[entry.Subject], entry.CutOff)));
            var step = entries.Aggregate(ContainmentSnapshot.Empty, (snapshot, entry) => snapshot.With(7, Subjects[entry.Subject], entry.CutOff));

            Assert.Equal(7, whole.Version);
            Assert.Equal(entries.Select(entry => entry.Subject).Distinct().Count(), whole.Count);
            Assert.All(Enumerable.Range(0, Subjects.Length), subject =>
            {
                var cutOff = entries.Where(entry => entry.Subject == subject).Select(entry => entry.CutOff).DefaultIfEmpty(0).Max();

                Assert.Equal((cutOff, cutOff), (whole.CutOffOf(Subjects[subject]), entries.Length == 0 ? cutOff : step.CutOffOf(Subjects[subject])));
                Assert.Equal(admitted < cutOff ? SessionRefusal.Revoked : SessionRefusal.None, whole.Refusal(Subjects[subject], admitted));
            });
        }, iter: 1_000);

    [Fact]
    public void A_snapshot_does_not_change()
    {
        var before = ContainmentSnapshot.Empty.With(1, Subjects[0], 3);
        var after = before.With(2, Subjects[1], 1);
        var without = after.Without(3, Subjects[0]);

        Assert.Equal((1L, 1, 3L, 0L), (before.Version, before.Count, before.CutOffOf(Subjects[0]), before.CutOffOf(Subjects[1])));
        Assert.Equal((2L, 2, 3L, 1L), (after.Version, after.Count, after.CutOffOf(Subjects[0]), after.CutOffOf(Subjects[1])));
        Assert.Equal((3L, 1, 0L, 1L), (without.Version, without.Count, without.CutOffOf(Subjects[0]), without.CutOffOf(Subjects[1])));
    }

    [Fact]
    public void A_later_entry_with_a_smaller_cut_off_lowers_nothing() =>
        Assert.Equal(5, ContainmentSnapshot.Empty.With(1, Subjects[0], 5).With(2, Subjects[0], 4).CutOffOf(Subjects[0]));

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("2BD806C97F0E00AF1A1FC3328FA763A9")]
    public void An_entry_that_names_no_subject_key_is_a_fault(string value) =>
        Assert.Contains("version 4", Assert.Throws<FormatException>(() => ContainmentSnapshot.Of(4, [Entry(Subjects[0], 1) with { Value = value, Version = 4 }])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(6)]
    public void An_entry_of_a_dimension_that_this_version_does_not_know_is_a_fault(int dimension) =>
        Assert.Throws<FormatException>(() => ContainmentSnapshot.Of(4, [Entry(Subjects[0], 1) with { Dimension = (ContainmentDimension)dimension }]));

    [Fact]
    public void No_log_is_a_fault() => Assert.Throws<ArgumentNullException>(() => ContainmentSnapshot.Of(1, null!));

    private static ContainmentEntry Entry(SubjectKey subject, long cutOff) => new(1, ContainmentDimension.Subject, subject.ToString(), cutOff);
}

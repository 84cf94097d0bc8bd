using CsCheck;
using SessionCluster.Abstractions.Identifiers;
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
        Assert.Equal((0L, false), (ContainmentSnapshot.Empty.CutOffOf(Subjects[0]), ContainmentSnapshot.Empty.IsCutOff(Subjects[0], 0, Sample.Id)));
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
                Assert.Equal(admitted < cutOff, whole.IsCutOff(Subjects[subject], admitted, Sample.Id));
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

    [Fact]
    [Rule("P-S4"), Rule("P-S2")]
    public void What_a_cut_off_keeps_goes_with_the_larger_epoch_in_any_order()
    {
        var kept = Entry(Subjects[0], 3) with { Kept = Sample.Id };
        var later = Entry(Subjects[0], 4);
        var other = SessionId.Create(1, Sample.Start, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

        Assert.All([ContainmentSnapshot.Of(2, [kept]), ContainmentSnapshot.Empty.With(2, kept), ContainmentSnapshot.Of(2, [kept, Entry(Subjects[0], 2)])], snapshot =>
        {
            Assert.False(snapshot.IsCutOff(Subjects[0], 2, Sample.Id));
            Assert.True(snapshot.IsCutOff(Subjects[0], 2, other));
            Assert.False(snapshot.IsCutOff(Subjects[0], 3, other));
            Assert.True(snapshot.IsCutOff(Subjects[0], 2, default));
        });
        Assert.All([ContainmentSnapshot.Of(2, [kept, later]), ContainmentSnapshot.Of(2, [later, kept]), ContainmentSnapshot.Empty.With(1, kept).With(2, later), ContainmentSnapshot.Empty.With(1, later).With(2, kept)], snapshot =>
            Assert.True(snapshot.IsCutOff(Subjects[0], 2, Sample.Id)));
        Assert.Equal((kept, later, later), (kept.MergedWith(Entry(Subjects[0], 3)), kept.MergedWith(later), later.MergedWith(kept)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(6)]
    public void An_entry_of_a_dimension_that_this_version_does_not_know_is_a_fault(int dimension) =>
        Assert.All(
            [entry => ContainmentSnapshot.Of(4, [entry]), entry => ContainmentSnapshot.Empty.With(4, entry), (Func<ContainmentEntry, object>)(entry => ContainmentSnapshot.Empty.Without(4, entry))],
            make => Assert.Throws<FormatException>(() => make(Entry(Subjects[0], 1) with { Dimension = (ContainmentDimension)dimension })));

    [Fact]
    public void No_log_is_a_fault() => Assert.Throws<ArgumentNullException>(() => ContainmentSnapshot.Of(1, null!));

    private static ContainmentEntry Entry(SubjectKey subject, long cutOff) => new(1, ContainmentDimension.Subject, subject.ToString(), cutOff);
}

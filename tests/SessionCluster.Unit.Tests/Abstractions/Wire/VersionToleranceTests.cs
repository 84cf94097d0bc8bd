using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Rows outlive versions: a row may hold members that this version does not know, and lack members that it does.</summary>
public sealed class VersionToleranceTests
{
    [Fact]
    public void A_session_row_of_a_later_version_is_read_without_what_it_added()
    {
        var row = OrleansWire.Read<SessionState>(OrleansWire.Bytes(new LaterSessionState
        {
            Before = "unknown",
            Id = Sample.Id,
            AdmissionEpoch = 4,
            Budget = new LaterBudget { Limit = 64, Reserved = 8, Note = "unknown" },
            After = [1, 2, 3],
            Last = Sample.Tombstone(),
        }));

        Assert.Equal((Sample.Id, 4L, new UseBudget(64, 8)), (row.Id, row.AdmissionEpoch, row.Budget!));
    }

    [Fact]
    public void A_session_row_of_an_earlier_version_lacks_what_was_added_and_accepts_nothing()
    {
        var row = OrleansWire.Read<SessionState>(OrleansWire.Bytes(new EarlierRow { Id = Sample.Id }));

        Assert.Equal(Sample.Id, row.Id);
        Assert.True(row.SecretHash.IsUnset);
        Assert.Null(row.Facts);
        Assert.Equal(SessionDecision.Refuse(SessionCluster.Abstractions.Validation.SessionRefusal.WrongSecret), Sample.Decide(row));
    }

    [Fact]
    public void A_subject_row_of_an_earlier_version_has_empty_lists()
    {
        var row = OrleansWire.Read<SubjectState>(OrleansWire.Bytes(new EarlierSubject { Key = Sample.Subject.Key, Epoch = 3 }));

        Assert.Equal((Sample.Subject.Key, 3L), (row.Key, row.Epoch));
        Assert.Empty(row.Sessions);
        Assert.Empty(row.Events);
    }

    [Fact]
    public void Rows_of_the_containment_log_of_an_earlier_version_have_no_events_and_owe_none()
    {
        var head = OrleansWire.Read<ContainmentHead>(OrleansWire.Bytes(new EarlierHead { Version = 7, Segments = 2 }));
        var segment = OrleansWire.Read<ContainmentSegment>(OrleansWire.Bytes(new EarlierSegment { Index = 1, Entries = [new EarlierEntry(7, ContainmentDimension.Subject, "a subject", 5)] }));

        Assert.Equal((7L, 2, 0L), (head.Version, head.Segments, head.Events.Count));
        Assert.Empty(head.Events.Waiting);
        Assert.Equal(new ContainmentEntry(7, ContainmentDimension.Subject, "a subject", 5), Assert.Single(segment.Entries));
        Assert.Empty(segment.Owed);
    }
}

[GenerateSerializer, Alias("sc.test.LaterSessionState")]
internal sealed record LaterSessionState
{
    [Id(0)]
    public SessionId Id { get; set; }

    [Id(5)]
    public long AdmissionEpoch { get; set; }

    [Id(8)]
    public LaterBudget? Budget { get; set; }

    [Id(40)]
    public string? Before { get; set; }

    [Id(41)]
    public ImmutableArray<int> After { get; set; } = [];

    [Id(42)]
    public SessionTombstone? Last { get; set; }
}

[GenerateSerializer, Alias("sc.test.LaterBudget")]
internal sealed record LaterBudget
{
    [Id(0)]
    public int Limit { get; set; }

    [Id(1)]
    public int Reserved { get; set; }

    [Id(2)]
    public string? Note { get; set; }
}

[GenerateSerializer, Alias("sc.test.EarlierRow")]
internal sealed record EarlierRow
{
    [Id(0)]
    public SessionId Id { get; set; }
}

[GenerateSerializer, Alias("sc.test.EarlierSubject")]
internal sealed record EarlierSubject
{
    [Id(0)]
    public SubjectKey Key { get; set; }

    [Id(2)]
    public long Epoch { get; set; }
}

[GenerateSerializer, Alias("sc.test.EarlierHead")]
internal sealed record EarlierHead
{
    [Id(0)]
    public long Version { get; set; }

    [Id(1)]
    public int Segments { get; set; }
}

[GenerateSerializer, Alias("sc.test.EarlierSegment")]
internal sealed record EarlierSegment
{
    [Id(0)]
    public int Index { get; set; }

    [Id(1)]
    public ImmutableArray<EarlierEntry> Entries { get; set; } = [];
}

[GenerateSerializer, Alias("sc.test.EarlierEntry")]
internal sealed record EarlierEntry(
    [property: Id(0)] long Version,
    [property: Id(1)] ContainmentDimension Dimension,
    [property: Id(2)] string Value,
    [property: Id(3)] long CutOffEpoch);

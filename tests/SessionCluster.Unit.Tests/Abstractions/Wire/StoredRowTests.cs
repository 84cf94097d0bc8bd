using SessionCluster.Core.Admission;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>A version that can't read the rows of the versions before loses everybody's sessions.</summary>
public sealed class StoredRowTests
{
    [Fact]
    public void A_session_row_of_0_1_is_read() => Reads(FormerRows.FirstSession, RowSamples.FirstSession);

    [Fact]
    public void A_subject_row_of_0_1_is_read() => Reads(FormerRows.FirstSubject, RowSamples.FirstSubject);

    [Fact]
    public void A_session_row_of_0_3_is_read() => Reads(FormerRows.BoundSession, RowSamples.BoundSession);

    [Fact]
    public void A_subject_row_of_0_3_is_read() => Reads(FormerRows.BoundSubject, RowSamples.BoundSubject);

    [Fact]
    public void Rows_of_0_4_are_read()
    {
        Reads(StoredRows.Session, RowSamples.Session);
        Reads(StoredRows.Subject, RowSamples.Subject);
        Reads(StoredRows.Head, RowSamples.Head);
        Reads(StoredRows.Segment, RowSamples.Segment);
        Reads(StoredRows.Janitor, ClusterSamples.Janitor);
    }

    [Fact]
    public void This_version_still_writes_them_so() => Assert.Multiple(
        () => Assert.Equal(StoredRows.Session, Row(RowSamples.Session)),
        () => Assert.Equal(StoredRows.Subject, Row(RowSamples.Subject)),
        () => Assert.Equal(StoredRows.Head, Row(RowSamples.Head)),
        () => Assert.Equal(StoredRows.Segment, Row(RowSamples.Segment)),
        () => Assert.Equal(StoredRows.Janitor, Row(ClusterSamples.Janitor)));

    private static void Reads<T>(string row, T expected)
        where T : notnull => Assert.Equal(DeepText.Of(expected), DeepText.Of(OrleansWire.Read<T>(Convert.FromHexString(row))));

    private static string Row<T>(T state)
        where T : notnull => Convert.ToHexStringLower(OrleansWire.Bytes(state));
}

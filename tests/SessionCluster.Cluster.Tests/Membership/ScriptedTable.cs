using Orleans.Runtime;

namespace SessionCluster.Cluster.Tests.Membership;

/// <summary>A membership table that holds what a test puts there.</summary>
internal sealed class ScriptedTable : IMembershipTable
{
    public List<(SiloAddress Silo, SiloStatus Status)> Rows { get; } = [];

    /// <summary>Awaited before each reading; nothing by default.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw new NotSupportedException();

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        await BeforeRead();
        return Data(Rows.Where(row => row.Silo.Equals(key)));
    }

    public async Task<MembershipTableData> ReadAll()
    {
        await BeforeRead();
        return Data(Rows);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => throw new NotSupportedException();

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => throw new NotSupportedException();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw new NotSupportedException();

    private static MembershipTableData Data(IEnumerable<(SiloAddress Silo, SiloStatus Status)> rows) =>
        new([.. rows.Select(row => Tuple.Create(new MembershipEntry { SiloAddress = row.Silo, Status = row.Status }, "etag"))], new TableVersion(1, "etag"));
}

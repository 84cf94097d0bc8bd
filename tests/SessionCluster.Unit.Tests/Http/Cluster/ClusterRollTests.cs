using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SessionCluster.Grains.Silos;
using SessionCluster.Silo.Endpoints.Cluster;

namespace SessionCluster.Unit.Tests.Http.Cluster;

/// <summary>Which silos are listed, and what as.</summary>
public sealed class ClusterRollTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Every_silo_that_is_not_dead_is_listed_in_order_and_only_those_that_may_answer_are_asked()
    {
        var asked = new List<SiloAddress>();
        var roll = new ClusterRoll(
            new Membership((3, SiloStatus.Joining), (1, SiloStatus.Active), (2, SiloStatus.ShuttingDown), (4, SiloStatus.Dead), (5, SiloStatus.Stopping), (6, SiloStatus.Created), (7, SiloStatus.None)),
            new Reports(silo =>
            {
                asked.Add(silo);
                return Task.FromResult(Report(silo));
            }),
            _clock);

        var silos = await roll.CallAsync(TestContext.Current.CancellationToken);

        Assert.Equal([(1, "active"), (2, "leaving"), (3, "joining"), (5, "leaving"), (6, "joining")], silos.Select(silo => (silo.Address.Endpoint.Port, silo.Status)));
        Assert.Equal([1, 2, 5], asked.Select(silo => silo.Endpoint.Port).Order());
        Assert.Equal([true, true, false, true, false], silos.Select(silo => silo.Report is not null));
    }

    [Fact]
    public async Task One_that_does_not_answer_costs_a_second_and_hides_no_other()
    {
        var roll = new ClusterRoll(
            new Membership((1, SiloStatus.Active), (2, SiloStatus.Active), (3, SiloStatus.Active)),
            new Reports(silo => silo.Endpoint.Port switch
            {
                1 => new TaskCompletionSource<SiloReport>().Task,
                2 => Task.FromException<SiloReport>(new SiloUnavailableException()),
                _ => Task.FromResult(Report(silo)),
            }),
            _clock);

        var call = roll.CallAsync(TestContext.Current.CancellationToken);
        _clock.Advance(ClusterRoll.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([(1, "unreachable"), (2, "unreachable"), (3, "active")], (await call).Select(silo => (silo.Address.Endpoint.Port, silo.Status)));
    }

    [Fact]
    public async Task A_caller_that_has_gone_is_no_silo_that_does_not_answer()
    {
        using var gone = new CancellationTokenSource();
        var roll = new ClusterRoll(new Membership((1, SiloStatus.Active)), new Reports(_ => new TaskCompletionSource<SiloReport>().Task), _clock);

        var call = roll.CallAsync(gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static SiloReport Report(SiloAddress silo) => new() { Address = silo, Name = "A", SoftwareVersion = "0.2.0" };

    private sealed class Reports(Func<SiloAddress, Task<SiloReport>> read) : ISiloReports
    {
        public Task<SiloReport> ReadAsync(SiloAddress silo) => read(silo);
    }

    private sealed class Membership(params (int Port, SiloStatus Status)[] silos) : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
            silos.Select(silo => new ClusterMember(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, silo.Port), 1), silo.Status, "A")).ToImmutableDictionary(member => member.SiloAddress),
            new MembershipVersion(1));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}

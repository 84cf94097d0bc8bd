using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>What clients report (N21), and who is heard.</summary>
[Rule("N21")]
public sealed class SignalTests(RotationCluster shared) : IClassFixture<RotationCluster>
{
    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [InlineData(RiskLevel.Low, "accepted")]
    [InlineData(RiskLevel.Medium, "refused: Locked")]
    [InlineData(RiskLevel.High, "refused: Locked")]
    public async Task Risk_from_the_threshold_on_locks_before_it_is_acknowledged(RiskLevel level, string verdict)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());

        Assert.Equal(SignalOutcome.Taken, await SendAsync(id, SignalType.Risk, level, First));
        Assert.Equal(level != RiskLevel.Low, Stored(id).Lock is not null);
        Assert.Equal(verdict, await _cluster.SayAsync(id, First));
    }

    [Fact]
    public async Task By_handle_only_a_client_that_was_presented_with_the_session_is_heard()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Risk, RiskLevel.High));
        Assert.True((await _cluster.ShowAsync(id, First, caller: "shop")).IsAccepted);

        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Risk, RiskLevel.High, caller: "other"));
        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Risk, RiskLevel.High, caller: null));
        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Leak, RiskLevel.High));
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        Assert.Equal(SignalOutcome.Taken, await SendAsync(id, SignalType.Risk, RiskLevel.High));
        Assert.Equal("refused: Locked", await _cluster.SayAsync(id, First));
    }

    [Fact]
    public async Task A_client_whose_validation_was_refused_is_not_heard()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.False((await _cluster.ShowAsync(id, SecretDigest.Of([9]), caller: "shop")).IsAccepted);

        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Risk, RiskLevel.High));
    }

    [Theory]
    [InlineData(false, "shop", "refused: Revoked")]
    [InlineData(false, null, "refused: Revoked")]
    [InlineData(true, "shop", "refused: Revoked")]
    [InlineData(true, null, "accepted")]
    public async Task A_leaked_token_is_worth_what_its_finder_and_its_key_say(bool bound, string? caller, string verdict)
    {
        var id = bound ? await _cluster.AdmitBoundAsync() : await _cluster.AdmitAsync(SessionSamples.NewSubject());

        Assert.Equal(SignalOutcome.Taken, await SendAsync(id, SignalType.Leak, RiskLevel.Low, First, caller));
        Assert.Equal(verdict, bound ? await _cluster.SayBoundAsync(id, First) : await _cluster.SayAsync(id, First));
        Assert.Equal(verdict == "accepted" ? null : RevocationReason.Compromise, Stored(id).Tombstone?.Order?.Reason);
        Assert.Equal(verdict == "accepted", Stored(id).TaintedAt is not null);
    }

    [Fact]
    public async Task A_leaked_secret_that_has_a_successor_is_no_news_and_another_secret_none_of_ours()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(SignalOutcome.Taken, await SendAsync(id, SignalType.Leak, RiskLevel.High, First));
        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(id, SignalType.Leak, RiskLevel.High, SecretDigest.Of([9])));
        Assert.Equal(SignalOutcome.NotEntitled, await SendAsync(SessionId.Create(1, _cluster.Clock.GetUtcNow().AddHours(1), new byte[11]), SignalType.Leak, RiskLevel.High, First));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
    }

    [Fact]
    public void The_last_eight_clients_are_remembered_and_the_one_that_asked_longest_ago_goes_first()
    {
        var callers = new RecentCallers();
        for (var number = 0; number < RecentCallers.Capacity; number++)
        {
            callers.Note(Client(number));
        }

        callers.Note(Client(0));
        callers.Note(Client(99));
        callers.Note(default);

        Assert.Equal([99, 0, 7, 6, 5, 4, 3, 2], callers.Pack().Select(caller => int.Parse(caller.Value[1..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.False(callers.Knows(Client(1)) || callers.Knows(default));
        var moved = new RecentCallers();
        moved.Note(Client(1));
        moved.Unpack(callers.Pack());
        Assert.Equal(RecentCallers.Capacity, moved.Pack().Length);
        Assert.True(moved.Knows(Client(1)) && moved.Knows(Client(99)) && !moved.Knows(Client(2)));

        static ClientId Client(int number) => ClientId.Create($"c{number}");
    }

    private Core.Sessions.SessionState Stored(SessionId id) => _cluster.Storage.Peek<Core.Sessions.SessionState>("session", id.ToString())!;

    private Task<SignalOutcome> SendAsync(SessionId id, SignalType type, RiskLevel level, SecretDigest secret = default, string? caller = "shop") =>
        _cluster.SessionGrain(id).Signal(new SignalCall { Type = type, Level = level, Caller = caller is null ? default : ClientId.Create(caller), SecretDigest = secret });
}

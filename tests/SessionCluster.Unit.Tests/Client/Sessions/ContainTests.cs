using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>Locks and signals through the edge.</summary>
public sealed class ContainTests
{
    private static readonly ClientId Ops = ClientId.Create("ops");

    private readonly ClientUnderTest _client = new();

    public ContainTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    [Rule("P-C1"), Rule("L21")]
    public async Task A_lock_that_is_asked_for_again_is_the_same_lock_and_another_call_another()
    {
        _client.Cluster.Answer = call => _client.Cluster.Calls.Count > 1 ? ClientUnderTest.GoodAnswer(call) : ClientUnderTest.DoubtfulAnswer(call, UnavailableReason.Fence);

        var locking = _client.Sessions.LockAsync(ClientUnderTest.LockOrder);
        _client.Clock.Advance(SafeRepeat.Pause);
        var first = Assert.IsType<LockResult.Locked>(await locking);
        var second = Assert.IsType<LockResult.Locked>(await _client.Sessions.LockAsync(ClientUnderTest.LockOrder));

        var ids = _client.Cluster.Calls.Select(call => (((EventId, LockOrder))call.Call).Item1).ToArray();
        Assert.Equal([first.Id, first.Id, second.Id], ids);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    [Rule("L23")]
    public async Task A_full_log_is_an_answer_and_is_not_asked_again()
    {
        _client.Cluster.Answer = _ => LockOutcome.Full.Instance;

        Assert.Same(LockResult.Full.Instance, await _client.Sessions.LockAsync(ClientUnderTest.LockOrder));
        Assert.Single(_client.Cluster.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_that_the_second_sending_does_not_find_is_removed_and_one_that_the_first_does_not_find_is_unknown(bool isLost)
    {
        _client.Cluster.Answer = _ => _client.Cluster.Calls.Count == 1 && isLost ? Task.FromException<object>(new TimeoutException()) : UnlockOutcome.UnknownLock;

        var unlocking = _client.Sessions.UnlockAsync(Sample.EventId, Ops);
        _client.Clock.Advance(SafeRepeat.Pause);

        Assert.Equal(isLost ? UnlockResult.Unlocked.Instance : UnlockResult.UnknownLock.Instance, await unlocking);
        Assert.Equal((Sample.EventId, EndInitiator.By(Ops)), _client.Cluster.Calls[^1].Call);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_page_of_locks_begins_after_the_last_of_this_one(bool more)
    {
        var entry = new SessionLockEntry(Sample.EventId, ClientUnderTest.LockOrder, Sample.Start);
        _client.Cluster.Answer = _ => new LockList([entry], more);

        var page = Assert.IsType<LockListResult.Page>(await _client.Sessions.ListLocksAsync(EventId.FromBytes(new byte[EventId.Size])));

        Assert.Same(entry, Assert.Single(page.Locks));
        Assert.Equal(more ? Sample.EventId : null, page.Next);
        _client.Cluster.Answer = _ => new LockList([], More: true);
        Assert.Null(Assert.IsType<LockListResult.Page>(await _client.Sessions.ListLocksAsync(Sample.EventId)).Next);
        Assert.Equal(Sample.EventId, _client.Cluster.Calls[^1].Call);
    }

    [Theory]
    [InlineData(SignalType.Risk, RiskLevel.Low)]
    [InlineData(SignalType.Leak, RiskLevel.High)]
    [Rule("N21"), Rule("L24")]
    public async Task A_signal_by_token_tells_the_digest_and_one_by_id_none(SignalType type, RiskLevel level)
    {
        Assert.Same(SignalResult.Taken.Instance, await _client.Sessions.SignalAsync(new SignalDescriptor.ByToken(Specimen.Token, type, level, Ops)));
        Assert.Same(SignalResult.Taken.Instance, await _client.Sessions.SignalAsync(new SignalDescriptor.ById(Specimen.Id, type, level, Ops)));

        Assert.All(_client.Cluster.Calls, call => Assert.Equal(Specimen.Handle, call.Key));
        var calls = _client.Cluster.Calls.Select(call => (SignalCall)call.Call).ToArray();
        Assert.All(calls, call => Assert.Equal((type, level, Ops), (call.Type, call.Level, call.Caller)));
        Assert.Equal([SecretDigest.Of(Specimen.Secret), default], calls.Select(call => call.SecretDigest));
    }

    [Fact]
    [Rule("N21")]
    public async Task Who_may_not_report_is_told_one_thing_and_what_is_no_token_asks_nobody()
    {
        _client.Cluster.Answer = _ => SignalOutcome.NotEntitled;
        Assert.Same(SignalResult.NotEntitled.Instance, await _client.Sessions.SignalAsync(new SignalDescriptor.ById(Specimen.Id, SignalType.Risk, RiskLevel.High, Ops)));
        Assert.Single(_client.Cluster.Calls);

        Assert.Same(SignalResult.NotEntitled.Instance, await _client.Sessions.SignalAsync(new SignalDescriptor.ByToken("noise", SignalType.Leak, RiskLevel.High, Ops)));
        Assert.Single(_client.Cluster.Calls);
    }
}

using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>Locks, and what services report.</summary>
public abstract partial class SessionClientContract
{
    [Theory]
    [InlineData(LockDimension.Client)]
    [InlineData(LockDimension.Key)]
    [InlineData(LockDimension.Device)]
    [InlineData(LockDimension.All)]
    [Rule("P-C3"), Rule("C1")]
    public async Task A_lock_refuses_what_it_names_until_it_is_removed(LockDimension dimension)
    {
        using var key = ProofKey.CreateEcdsa();
        var name = $"{_subject.Value}-{(int)dimension}";
        var proof = new DpopHeader(key.CreateProof("POST", LoginUri), "POST", LoginUri);
        var descriptor = Descriptor() with { ClientId = ClientId.Create(name), Device = DeviceId.Create(name), ConfirmationProof = proof };
        var session = await EstablishAsync(descriptor);
        var other = await EstablishAsync(Descriptor());
        var value = dimension switch { LockDimension.Key => key.Thumbprint.ToString(), LockDimension.All => "", _ => name };

        var locked = Assert.IsType<LockResult.Locked>(await client.LockAsync(new(dimension, value, Order)));
        try
        {
            Assert.Equal(SessionRefusal.Locked, (await PresentAsync(session, key)).Refusal);
            Assert.Equal(VerdictOutcome.Refused, (await client.IntrospectAsync(new() { Token = session.Token.Reveal(), Audiences = [Orders] })).Outcome);
            Assert.Equal(SessionRefusal.Locked, await RotationRefusalAsync(session.Token.Reveal(), key));
            Assert.Equal(dimension == LockDimension.All ? "refused: Locked" : "accepted", (await ValidateAsync(other)).ToString());

            var later = await EstablishAsync(descriptor with { ConfirmationProof = new(key.CreateProof("POST", LoginUri), "POST", LoginUri) });
            Assert.Equal(SessionRefusal.Locked, (await PresentAsync(later, key)).Refusal);
        }
        finally
        {
            Assert.IsType<UnlockResult.Unlocked>(await client.UnlockAsync(locked.Id, Self));
        }

        Assert.Equal("accepted", (await PresentAsync(session, key)).ToString());
        Assert.Equal(SessionStatus.Active, (await InfoAsync(session.Id)).Status);
        Assert.IsType<UnlockResult.UnknownLock>(await client.UnlockAsync(locked.Id, Self));
    }

    [Fact]
    public async Task Locks_are_listed_with_all_that_was_said_of_them_in_the_order_of_their_ids()
    {
        var until = Seconds(TimeProvider.System.GetUtcNow().AddHours(1));
        var order = new LockOrder(LockDimension.Device, $"{_subject.Value}-1", Order) { Until = until, Message = "found on a train: \"<&>\" 😀" };
        var plain = new LockOrder(LockDimension.Client, $"{_subject.Value}-2", new(RevocationReason.Compromise, null, EndInitiator.By(Self)));
        var since = Seconds(TimeProvider.System.GetUtcNow());
        var first = Assert.IsType<LockResult.Locked>(await client.LockAsync(order));
        var second = Assert.IsType<LockResult.Locked>(await client.LockAsync(plain));

        var entries = new List<SessionLockEntry>();
        EventId? next = default(EventId);
        while (next is { } after)
        {
            var page = Assert.IsType<LockListResult.Page>(await client.ListLocksAsync(after));
            entries.AddRange(page.Locks);
            next = page.Next;
        }

        Assert.Equal(entries.Select(entry => entry.Id.ToString()).Order(StringComparer.Ordinal), entries.Select(entry => entry.Id.ToString()));
        Assert.Equal(order, Assert.Single(entries, entry => entry.Id == first.Id).Order);
        var entry = Assert.Single(entries, entry => entry.Id == second.Id);
        Assert.Equal(plain, entry.Order);
        Assert.InRange(entry.LockedAt, since, second.EffectiveAt);

        await client.UnlockAsync(first.Id, Self);
        await client.UnlockAsync(second.Id, Self);
        Assert.DoesNotContain(Assert.IsType<LockListResult.Page>(await client.ListLocksAsync()).Locks, left => left.Id == first.Id || left.Id == second.Id);
    }

    [Fact]
    public async Task A_lock_that_nobody_set_is_unknown() => Assert.IsType<UnlockResult.UnknownLock>(await client.UnlockAsync(EventId.FromBytes(Guid.NewGuid().ToByteArray()), Self));

    [Fact]
    [Rule("N21")]
    public async Task A_leaked_token_ends_its_session_on_the_word_of_a_client_that_has_it()
    {
        var session = await EstablishAsync(Descriptor());

        Assert.IsType<SignalResult.NotEntitled>(await client.SignalAsync(new SignalDescriptor.ById(session.Id, SignalType.Leak, RiskLevel.High, Self)));
        Assert.Equal("accepted", (await ValidateAsync(session)).ToString());
        Assert.IsType<SignalResult.Taken>(await client.SignalAsync(new SignalDescriptor.ByToken(session.Token.Reveal(), SignalType.Leak, RiskLevel.Low, Self)));

        Assert.Equal("refused: Revoked", (await ValidateAsync(session)).ToString());
        Assert.Equal(new RevocationOrder(RevocationReason.Compromise, "leak", EndInitiator.By(Self)), (await InfoAsync(session.Id)).Order);
    }

    [Fact]
    [Rule("N21")]
    public async Task A_risk_is_taken_of_a_session_that_is_there_and_of_no_other()
    {
        var session = await EstablishAsync(Descriptor());
        var id = SessionId.Create(7, TimeProvider.System.GetUtcNow().AddHours(1), Guid.NewGuid().ToByteArray().AsSpan(0, SessionId.RandomSize));

        Assert.IsType<SignalResult.Taken>(await client.SignalAsync(new SignalDescriptor.ByToken(session.Token.Reveal(), SignalType.Risk, RiskLevel.Low, Self)));
        Assert.Equal("accepted", (await ValidateAsync(session)).ToString());
        Assert.IsType<SignalResult.NotEntitled>(await client.SignalAsync(new SignalDescriptor.ById(id, SignalType.Risk, RiskLevel.High, Self)));
        Assert.IsType<SignalResult.NotEntitled>(await client.SignalAsync(new SignalDescriptor.ByToken("no token", SignalType.Risk, RiskLevel.High, Self)));
    }
}

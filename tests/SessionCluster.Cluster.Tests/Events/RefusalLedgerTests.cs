using System.Collections.Immutable;
using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>Refusals are in the record as counts: of a session, a reason and a minute. A flood of them costs no write each (design: N21, ASVS 16.2).</summary>
public sealed class RefusalLedgerTests(BoundCluster shared) : IClassFixture<BoundCluster>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("N21"), Rule("N19")]
    public async Task A_flood_of_refusals_is_one_event_of_a_session_and_a_reason_and_no_row_write_beyond_the_taint()
    {
        const int Sessions = 20;
        const int Flood = 100_000;
        var ids = new List<SessionId>();
        for (var count = 0; count < Sessions; count++)
        {
            ids.Add(await _cluster.AdmitBoundAsync());
        }

        foreach (var id in ids)
        {
            await _cluster.UntilKeptAsync(id, "session-established");
        }

        await _cluster.Of<RefusalFlush>(0).FlushAsync();
        using var writes = new OperationCounter(_cluster.Storage, operation => operation.GrainType == "session");
        var alone = Holders.Presentation(null, TokenScheme.Bearer);

        // As a silo sees them that is itself flooded: the grains are called where they are.
        var grains = ids.Select(id => _cluster.SessionGrain(0, id)).ToArray();
        var sent = 0;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (var call = Interlocked.Increment(ref sent); call <= Flood; call = Interlocked.Increment(ref sent))
            {
                var verdict = await grains[call % Sessions].Validate(alone);
                Assert.Equal(SessionRefusal.PossessionRequired, verdict.Refusal);
            }
        }));
        var calls = _cluster.Events.Calls;

        await _cluster.Of<RefusalFlush>(0).FlushAsync();

        Assert.InRange(_cluster.Events.Calls - calls, 1, 2);
        Assert.InRange(writes.Writes, 0, Sessions);
        var counts = ids.Select(id => Assert.Single(_cluster.Events.Of(id.ToString()), value => value.Kind == SessionEventKind.Refusals)).ToArray();
        Assert.All(counts, value => Assert.Equal("possession_required", value.Reason));
        Assert.Equal(Flood, counts.Sum(value => int.Parse(value.Detail!, CultureInfo.InvariantCulture)));
        foreach (var id in ids)
        {
            Assert.Null(EventChain.Verify(_cluster.Events.Of(id.ToString())));
        }
    }

    /// <summary>A token without its key is a stolen token: the very first call with it is seen.</summary>
    [Fact]
    [Rule("N21"), Rule("A1")]
    public async Task One_call_of_a_thief_is_a_signal()
    {
        using var taints = new MeasuredCounter(_cluster, "sessioncluster.session.taints");
        var id = await _cluster.AdmitBoundAsync();

        var verdict = await _cluster.AskAsync(id, _cluster.Prove(key: Holders.Thief));

        Assert.Equal("refused: WrongKey", verdict.ToString());
        Assert.Equal(1, taints.Count);
        await _cluster.UntilKeptAsync(id, "session-established", "session-tainted");
        Assert.NotNull((await _cluster.InfoAsync(id)).TaintedAt);
    }

    [Fact]
    [Rule("N21")]
    public void A_known_key_is_counted_without_allocating_and_a_session_that_does_not_exist_not_at_all()
    {
        var ledger = Ledger();
        var facts = Facts(1);
        ledger.Note(facts, SessionRefusal.WrongKey);
        ledger.Note(null, SessionRefusal.WrongSecret);
        for (var warm = 0; warm < 1_000; warm++)
        {
            ledger.Note(facts, SessionRefusal.WrongKey);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 1_000; call++)
        {
            ledger.Note(facts, SessionRefusal.WrongKey);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("2001", Assert.Single(ledger.Take(Now, 1)).Detail);
    }

    [Fact]
    [Rule("N21"), Rule("L16")]
    public void Beyond_4096_keys_refusals_are_counted_for_nobody_in_particular_and_idle_keys_make_room()
    {
        var ledger = Ledger();
        for (var session = 0; session < RefusalLedger.Capacity + 10; session++)
        {
            ledger.Note(Facts(session), SessionRefusal.WrongSecret);
        }

        var first = ledger.Take(Now, 1);
        Assert.Equal(RefusalLedger.Capacity + 1, first.Length);
        Assert.Equal("10", Assert.Single(first, value => value.Stream == SessionEvent.RefusalStream).Detail);
        Assert.Empty(ledger.Take(Now.AddMinutes(1), 1));
        ledger.Note(Facts(-1), SessionRefusal.WrongSecret);
        Assert.Equal(Facts(-1).Id.ToString(), Assert.Single(ledger.Take(Now.AddMinutes(2), 1)).Stream);
    }

    [Fact]
    [Rule("N20")]
    public async Task Nothing_is_lost_between_counting_and_taking()
    {
        const int Threads = 8;
        const int Each = 20_000;
        var ledger = Ledger();
        var facts = Facts(1);
        var total = 0L;
        var counting = Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (var call = 0; call < Each; call++)
            {
                ledger.Note(facts, SessionRefusal.WrongKey);
            }
        })));
        while (!counting.IsCompleted)
        {
            total += Taken();
        }

        await counting;
        Assert.Equal(Threads * Each, total + Taken());

        long Taken() => ledger.Take(Now, 1).Sum(value => long.Parse(value.Detail!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_count_has_a_place_of_its_own_beyond_every_chain_and_in_the_order_of_time()
    {
        var places = new[]
        {
            RefusalSequence.Of(Now, SessionRefusal.Unknown, 1),
            RefusalSequence.Of(Now, SessionRefusal.Unknown, 2),
            RefusalSequence.Of(Now, SessionRefusal.Superseded, 1),
            RefusalSequence.Of(Now.AddSeconds(1), SessionRefusal.Unknown, 1),
            RefusalSequence.Of(Now.AddYears(200), SessionRefusal.Unknown, -1),
        };

        Assert.Equal(places.Order(), places);
        Assert.Distinct(places);
        Assert.All(places, place => Assert.InRange(place, SessionEvent.FirstRefusalSequence, (1L << 53) - 1));
    }

    private static RefusalLedger Ledger() => new(Instruments.For(new SiloFence(TimeProvider.System)));

    private static SessionFacts Facts(int number) => new()
    {
        Id = SessionId.Create((byte)number, Now, [.. BitConverter.GetBytes(number), 0, 0, 0, 0, 0, 0, 0]),
        Subject = SessionSamples.Subject("ada"),
        Class = SessionClassName.Create("bound"),
        ClientId = SessionSamples.Login,
        Scope = ScopeSet.Empty,
        Audiences = [SessionSamples.Orders],
        Assurance = Abstractions.Assurance.AssuranceLevel.Aal2,
        Methods = ImmutableArray<string>.Empty,
        AuthenticatedAt = Now,
        IssuedAt = Now,
        AbsoluteDeadline = Now,
        IdleTimeout = TimeSpan.FromMinutes(1),
        Attributes = Abstractions.Establishment.SessionAttributes.Empty,
    };
}

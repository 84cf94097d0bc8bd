using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Time;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>A session that moves takes its memory of proofs along; memory that comes late, or after somebody else has answered, is none (P-R4).</summary>
public sealed class MovedMemoryTests : IAsyncLifetime
{
    private readonly ShiftedClock _runtime = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.Silos = 2;
        options.ReplaceServices = services => services.AddKeyedSingleton<TimeProvider>(SessionClusterTime.Runtime, _runtime);
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("P-R4"), Rule("L4"), Rule("D7"), Rule("G2")]
    public async Task A_moved_session_refuses_what_it_has_accepted_and_asks_for_no_nonce()
    {
        var id = await _cluster.AdmitBoundAsync();
        var captured = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, captured));

        await MoveAsync(id);
        await MoveAsync(id);

        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, captured));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.Equal(1, await _cluster.CountAcceptedCopiesAsync(id, 60));
        await _cluster.UntilOneIsLeftAsync(id);
    }

    [Fact]
    [Rule("N21")]
    public async Task A_moved_session_knows_who_has_validated_it()
    {
        var id = await _cluster.AdmitBoundAsync();
        Assert.True((await _cluster.AskAsync(id, Holders.Presentation(_cluster.Prove(), caller: "shop"))).IsAccepted);

        await MoveAsync(id);

        Assert.Equal(SignalOutcome.NotEntitled, await SignalAsync("another"));
        Assert.Equal(SignalOutcome.Taken, await SignalAsync("shop"));

        Task<SignalOutcome> SignalAsync(string caller) =>
            _cluster.SessionGrain(id).Signal(new SignalCall { Type = SignalType.Risk, Level = RiskLevel.High, Caller = ClientId.Create(caller) });
    }

    [Fact]
    [Rule("P-R4"), Rule("P-R5")]
    public async Task A_nonce_that_was_sent_before_the_move_is_live_after_it_and_still_required()
    {
        var id = await ChallengedAsync();
        var nonce = (await _cluster.AskAsync(id, _cluster.Prove())).Nonce;

        await MoveAsync(id);

        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove(nonce)));
    }

    [Theory]
    [Rule("P-R3"), Rule("P-R4")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_cold_is_cold_after_the_move_whether_it_had_seen_a_proof_or_not(bool seen)
    {
        var id = await _cluster.AdmitBoundAsync();
        var captured = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, captured));
        await _cluster.DeactivateAsync(id);
        Assert.Equal(seen ? "refused: NonceRequired" : "accepted", seen ? await _cluster.PresentAsync(id, captured) : (await _cluster.IntrospectAsync(id)).ToString());

        await MoveAsync(id);

        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, captured));
    }

    [Theory]
    [Rule("P-R4"), Rule("P-W6"), Rule("L4"), Rule("G2")]
    [InlineData("nothing", "refused: ProofReplayed", "accepted")]
    [InlineData("9 s", "refused: ProofReplayed", "accepted")]
    [InlineData("10 s", "refused: NonceRequired", "refused: NonceRequired")]
    [InlineData("a successor that came and went", "refused: NonceRequired", "refused: NonceRequired")]
    [InlineData("a death", "refused: NonceRequired", "refused: NonceRequired")]
    [InlineData("a successor that came and went without its last write", "refused: ProofReplayed", "accepted")]
    public async Task Late_luggage_counts_only_if_nobody_can_have_accepted_anything_since(string happens, string captured, string unseen)
    {
        var id = await _cluster.AdmitBoundAsync();
        var known = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, known));
        using var gate = await MoveToTheReadAsync(id);

        // One that came in between and is not known of here: whatever it accepted, it wrote before it left.
        switch (happens)
        {
            case "9 s":
                _runtime.Advance(TimeSpan.FromSeconds(8.5));
                break;
            case "10 s":
                _runtime.Advance(TimeSpan.FromSeconds(10));
                break;
            case "a successor that came and went":
                _cluster.Storage.Bump("session", id.ToString());
                break;
            case "a death":
                _cluster.SeesADeath(0);
                _cluster.SeesADeath(1);
                _runtime.Advance(TimeSpan.FromSeconds(3.3));
                break;
        }

        gate.Open();
        Assert.Equal(captured, await _cluster.PresentAsync(id, known));

        // What that one accepted. The last case is why the last write is owed, whatever else is true (P-W6).
        Assert.Equal(unseen, await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.Equal("accepted", await _cluster.PassAsync(id));
    }

    [Theory]
    [Rule("P-W6"), Rule("P-R4")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activation_that_accepted_a_proof_writes_before_it_leaves_even_if_no_deadline_has_moved(bool accepts)
    {
        var id = await _cluster.AdmitBoundAsync();
        await _cluster.DeactivateAsync(id);
        var nonce = (await _cluster.AskAsync(id, _cluster.Prove())).Nonce;
        if (accepts)
        {
            Assert.Equal("accepted", (await _cluster.AskAsync(id, Holders.Presentation(_cluster.Prove(nonce), activity: SessionActivity.None))).ToString());
        }

        using var counter = OperationCounter.OfSession(_cluster.Storage, id);
        await _cluster.DeactivateAsync(id);

        Assert.Equal(accepts ? 1 : 0, counter.Writes);
    }

    [Fact]
    [Rule("P-W6"), Rule("P-R4"), Rule("G2")]
    public async Task An_activation_whose_last_write_is_under_way_accepts_no_proof_that_it_would_not_tell_of()
    {
        var id = await _cluster.AdmitBoundAsync();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
        var activation = (ISessionGrain)_cluster.Activations(id).Single().GrainInstance!;
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");
        var leaving = _cluster.DeactivateAsync(id);
        await gate.Reached;

        var proof = _cluster.Prove();
        Assert.Equal("unavailable: Timeout", (await activation.Validate(Holders.Presentation(proof, activity: SessionActivity.None))).ToString());

        gate.Open();
        await leaving;
        _cluster.Storage.Gate = null;
        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, proof));
    }

    private async Task<SessionId> ChallengedAsync()
    {
        var id = await _cluster.AdmitBoundAsync();
        var stale = await _cluster.AskAsync(id, Holders.Owner.Prove(_cluster.Clock.GetUtcNow() - TimeSpan.FromMinutes(5)));
        Assert.Equal(SessionRefusal.ProofStale, stale.Refusal);
        return id;
    }

    /// <summary>Moves it, and holds it where it reads its row in the other silo: what it took along has been packed by then.</summary>
    private async Task<StorageGate> MoveToTheReadAsync(SessionId id)
    {
        var origin = _cluster.Activations(id).Single().Address.SiloAddress!;
        var gate = StorageGate.Close(_cluster.Storage, operation => operation.Kind == StorageOperationKind.Read && operation.Key == id.ToString() && HasMoved());
        _ = MoveAsync(id);
        await gate.Reached;
        return gate;

        bool HasMoved() => _cluster.Activations(id).Any(activation => !activation.Address.SiloAddress!.Equals(origin));
    }

    private async Task MoveAsync(SessionId id)
    {
        var activation = _cluster.Activations(id).Single();
        var target = _cluster.Cluster.Silos.Single(silo => !silo.SiloAddress.Equals(activation.Address.SiloAddress)).SiloAddress;
        activation.Migrate(new() { [IPlacementDirector.PlacementHintKey] = target }, TestContext.Current.CancellationToken);
        await activation.Deactivated;
    }
}

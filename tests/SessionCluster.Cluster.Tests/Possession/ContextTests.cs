using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>A bearer session that is shown from elsewhere is refused and locked, and stays so (A3).</summary>
public sealed class ContextTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private static readonly ClientContext Declared = ClientContext.Of("a browser", "a device");

    private readonly SessionTestCluster _cluster = bound.Cluster;

    public static TheoryData<string> Differences => ["another browser", "another device", "a member missing", "none"];

    [Theory]
    [Rule("A3"), Rule("N21"), Rule("P-W1")]
    [MemberData(nameof(Differences))]
    public async Task Another_context_is_refused_and_locks_and_the_lock_survives_a_reload(string difference)
    {
        var id = await AdmitAsync(_cluster);
        Assert.Equal("accepted", await PresentAsync(_cluster, id, Declared));

        Assert.Equal("refused: ContextChanged", await PresentAsync(_cluster, id, Other(difference)));

        Assert.Equal("refused: Locked", await PresentAsync(_cluster, id, Declared));
        await _cluster.Storage.UntilAsync(() => _cluster.Storage.Session(id)!.Lock is not null, "the lock");
        Assert.Equal(SessionRefusal.ContextChanged, _cluster.Storage.Session(id)!.Lock!.Evidence);
        Assert.Equal(SessionStatus.Locked, (await _cluster.InfoAsync(id)).Status);
        await _cluster.DeactivateAsync(id);
        Assert.Equal("refused: Locked", await PresentAsync(_cluster, id, Declared));
        Assert.Equal("refused: Locked", (await _cluster.IntrospectAsync(id)).ToString());
    }

    [Fact]
    [Rule("A3")]
    public async Task Where_contexts_are_not_looked_at_the_cached_session_opens_on_another_machine()
    {
        await using var cluster = await StartAsync(new DeciderThat((state, in usage, containment, in presentation, now) =>
            SessionRules.Decide(state with { Context = null }, usage, containment, presentation, now)));
        var id = await AdmitAsync(cluster);

        Assert.Equal("accepted", await PresentAsync(cluster, id, Other("another device")));
    }

    [Fact]
    [Rule("A3"), Rule("P-W1")]
    public async Task A_decider_that_knows_only_landed_locks_lets_the_copy_go_on_while_the_store_is_away()
    {
        await using var cluster = await StartAsync(new DeciderThat((state, in usage, containment, in presentation, now) =>
            SessionRules.Decide(state, usage with { Lock = null }, containment, presentation, now)));
        var id = await AdmitAsync(cluster);
        FailWrites(cluster, id);

        Assert.Equal("refused: ContextChanged", await PresentAsync(cluster, id, null));
        Assert.Equal("accepted", await PresentAsync(cluster, id, Declared));
        cluster.Storage.Faults = null;
    }

    [Fact]
    [Rule("A3"), Rule("P-W1"), Rule("P-W2")]
    public async Task A_lock_whose_write_fails_is_in_force_and_is_written_when_the_store_is_back()
    {
        var id = await AdmitAsync(_cluster);
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);
        FailWrites(_cluster, id);
        Assert.Equal("refused: ContextChanged", await PresentAsync(_cluster, id, null));
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while (counter.Writes < 3)
            {
                await Task.Delay(10, limit.Token);
            }
        }

        Assert.Equal("refused: Locked", await PresentAsync(_cluster, id, Declared));
        _cluster.Storage.Faults = null;
        Assert.Null(_cluster.Storage.Session(id)!.Lock);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while (_cluster.Storage.Session(id)!.Lock is null)
            {
                _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                Assert.Equal("refused: Locked", await PresentAsync(_cluster, id, Declared));
                await Task.Delay(10, limit.Token);
            }
        }
    }

    [Fact]
    [Rule("A3"), Rule("P-W6")]
    public async Task A_lock_that_has_not_landed_is_written_before_the_activation_leaves()
    {
        var id = await AdmitAsync(_cluster);
        using (var gate = StorageGate.CloseForWrites(_cluster.Storage, "session"))
        {
            Assert.Equal("refused: ContextChanged", await PresentAsync(_cluster, id, null));
            await gate.Reached;
            var leaving = _cluster.DeactivateAsync(id);
            gate.Open();
            await leaving;
        }

        _cluster.Storage.Gate = null;
        Assert.NotNull(_cluster.Storage.Session(id)!.Lock);
        Assert.Equal("refused: Locked", await PresentAsync(_cluster, id, Declared));
    }

    [Fact]
    [Rule("A3")]
    public async Task A_class_may_refuse_only()
    {
        var id = await AdmitAsync(_cluster, BoundClasses.Lenient);

        Assert.Equal("refused: ContextChanged", await PresentAsync(_cluster, id, Other("none")));

        Assert.Equal("accepted", await PresentAsync(_cluster, id, Declared));
        Assert.Null(_cluster.Storage.Session(id)!.Lock);
    }

    [Fact]
    [Rule("A3"), Rule("N21")]
    public async Task For_a_bound_session_it_is_counted_and_the_key_decides()
    {
        using var differing = new MeasuredCounter(_cluster, "sessioncluster.context.changes", "refused", false);
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(_cluster.BoundCall() with { Context = Declared })).Id;

        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));

        Assert.Equal(1, differing.Count);
        Assert.Null(_cluster.Storage.Session(id)!.Lock);
    }

    [Fact]
    [Rule("G1"), Rule("N10")]
    public async Task A_locked_session_can_still_be_revoked_and_is_then_over()
    {
        var id = await AdmitAsync(_cluster);
        Assert.Equal("refused: ContextChanged", await PresentAsync(_cluster, id, null));

        await _cluster.RevokeAsync(id);

        Assert.Equal("refused: Revoked", await PresentAsync(_cluster, id, Declared));
    }

    private static ClientContext? Other(string difference) => difference switch
    {
        "another browser" => ClientContext.Of("another browser", "a device"),
        "another device" => ClientContext.Of("a browser", "another device"),
        "a member missing" => ClientContext.Of("a browser", null),
        _ => null,
    };

    private static async Task<SessionId> AdmitAsync(SessionTestCluster cluster, string sessionClass = "bearer") =>
        Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(cluster.Call(SessionSamples.NewSubject(), sessionClass) with { Context = Declared })).Id;

    private static async Task<string> PresentAsync(SessionTestCluster cluster, SessionId id, ClientContext? context) =>
        (await cluster.AskAsync(id, new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders, Context = context })).ToString();

    private static void FailWrites(SessionTestCluster cluster, SessionId id) =>
        cluster.Storage.Faults = operation => operation.Kind == StorageOperationKind.Write && operation.Key == id.ToString() ? StorageFault.ThrowWithoutDoing : StorageFault.None;

    private static async Task<SessionTestCluster> StartAsync(ISessionDecider decider) => await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.ReplaceServices = services => services.AddSingleton(decider);
    });
}

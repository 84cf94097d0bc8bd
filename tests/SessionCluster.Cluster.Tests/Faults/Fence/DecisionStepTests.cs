using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>A decision: term and containment version are taken, it is decided, and then in one step both are looked at again, marks set and the answer given (P-F3).</summary>
public sealed class DecisionStepTests
{
    [Theory]
    [Rule("P-F3"), Rule("P-F2"), Rule("G6")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fence_that_was_lost_during_the_decision_leaves_no_mark_even_if_it_is_held_again(bool taken)
    {
        var interrupted = false;
        SessionTestCluster? cluster = null;
        cluster = await StartAsync(() => Interrupt());
        await using var _ = cluster;
        var id = await cluster.AdmitWithUsesAsync(64);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await MarksAsync(cluster, id);

        interrupted = true;
        Assert.Equal("unavailable: Fence", await cluster.PresentAsync(id));
        interrupted = false;
        cluster.Fence.Take();

        // Neither did the idle deadline move, nor was a use spent.
        Assert.Equal(before, await MarksAsync(cluster, id));
        Assert.Equal("accepted", await cluster.PresentAsync(id));

        void Interrupt()
        {
            if (interrupted)
            {
                cluster!.Fence.Drop();
                if (taken)
                {
                    cluster.Fence.Take();
                }
            }
        }
    }

    [Fact]
    [Rule("P-F3")]
    public async Task With_a_fence_that_never_tells_terms_apart_the_use_is_accepted()
    {
        SessionTestCluster? cluster = null;
        cluster = await StartAsync(() => cluster!.Fence.Drop(), services => services.AddSingleton<ISiloFence>(new OneTerm()));
        await using var _ = cluster;
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());

        Assert.Equal("accepted", await cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-F3"), Rule("P-C1"), Rule("G1")]
    public async Task A_containment_entry_that_comes_into_force_during_the_decision_is_decided_by()
    {
        SessionTestCluster? cluster = null;
        var subject = SessionSamples.NewSubject();
        var decisions = 0;
        var armed = false;
        cluster = await StartAsync(() =>
        {
            decisions++;
            if (armed)
            {
                armed = false;
                var known = cluster!.Containment.Current;
                cluster.Containment.Offer(known.With(known.Version + 1, subject.Key, cutOffEpoch: 1));
            }
        });
        await using var _ = cluster;
        var id = await cluster.AdmitAsync(subject);
        Assert.Equal("accepted", await cluster.PresentAsync(id));
        Assert.Equal(1, decisions);

        armed = true;
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
        Assert.Equal(3, decisions);
    }

    private static async Task<(DateTimeOffset LastUsedAt, DateTimeOffset IdleDeadline, int? UsesLeft)> MarksAsync(SessionTestCluster cluster, SessionId id)
    {
        var info = await cluster.InfoAsync(id);
        return (info.LastUsedAt, info.IdleDeadline, info.UsesLeft);
    }

    private static async Task<SessionTestCluster> StartAsync(Action interruption, Action<IServiceCollection>? replace = null) => await SessionTestCluster.StartAsync(options => options.ReplaceServices = services =>
    {
        services.AddSingleton<ISessionDecider>(DeciderThat.IsInterruptedBy(interruption));
        replace?.Invoke(services);
    });

    private sealed class OneTerm : ISiloFence
    {
        public bool TryGetTerm(out FenceTerm term)
        {
            term = new(1);
            return true;
        }

        public bool Holds(FenceTerm term) => true;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>A silo that nobody has declared dead, and that is not reached: a revocation of a subject waits until its fence has run out, or its late word has come, and no longer (P-C1).</summary>
public sealed class CutOffSiloTests
{
    private const int Cut = 1;

    [Theory]
    [Rule("P-C1"), Rule("P-F1"), Rule("P-S2"), Rule("G1")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task Cut_off_from_the_others_and_from_the_store_it_accepts_nothing_that_was_revoked(bool fenced, string expected)
    {
        var line = new Line();
        await using var cluster = await StartAsync(line, fenced);
        var (subject, id) = await SessionInCutSiloAsync(cluster);

        line.IsCut = true;
        Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeAllAsync(0, subject));
        Assert.Equal(expected, await cluster.PresentAsync(Cut, id));

        // Reached again it knows, before it answers.
        line.IsCut = false;
        while (await cluster.PresentAsync(Cut, id) is var verdict && verdict != "refused: Revoked")
        {
            Assert.Equal(expected, verdict);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [Rule("C1"), Rule("P-C1"), Rule("P-F1"), Rule("G1")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task Cut_off_it_accepts_nothing_that_was_locked_either(bool fenced, string expected)
    {
        var line = new Line();
        await using var cluster = await StartAsync(line, fenced);
        var (_, id) = await SessionInCutSiloAsync(cluster);

        line.IsCut = true;
        await cluster.LockAsync(LockDimension.Client, SessionSamples.Login.Value);

        Assert.Equal(expected, await cluster.PresentAsync(Cut, id));
    }

    [Fact]
    [Rule("P-C1"), Rule("P-C2")]
    public async Task A_silo_whose_word_comes_late_decides_by_the_change_already()
    {
        var line = new Line { Delay = TimeSpan.FromSeconds(10) };
        await using var cluster = await StartAsync(line, fenced: true);
        var (subject, id) = await SessionInCutSiloAsync(cluster);

        var revoking = cluster.TryRevokeAllAsync(0, subject);
        while (await cluster.PresentAsync(Cut, id) is not "refused: Revoked")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(revoking.IsCompleted);
        Assert.IsType<RevokeOutcome.Revoked>(await revoking);
        Assert.True(cluster.Of<ISiloFence>(Cut).TryGetTerm(out _));
    }

    private static async Task<(SubjectId Subject, SessionId Id)> SessionInCutSiloAsync(SessionTestCluster cluster)
    {
        // Whoever writes the log and the subject must be where it can be reached from.
        SubjectId subject = default;
        while (true)
        {
            var id = await cluster.AdmitInAsync(Cut, () => cluster.AdmitAsync(subject = SessionSamples.NewSubject()));
            if (IsReached(GrainId.Create("subject", subject.Key.ToString())) && await LogIsReachedAsync())
            {
                Assert.Equal("accepted", await cluster.PresentAsync(Cut, id));
                return (subject, id);
            }
        }

        bool IsReached(GrainId grain) => cluster.Activations(grain).SingleOrDefault()?.Address.SiloAddress?.Equals(cluster.Silo(0).SiloAddress) == true;

        async Task<bool> LogIsReachedAsync()
        {
            var log = ContainmentLimits.HeadId;
            if (!IsReached(log))
            {
                var activation = cluster.Activations(log).Single();
                activation.Migrate(new() { [IPlacementDirector.PlacementHintKey] = cluster.Silo(0).SiloAddress }, TestContext.Current.CancellationToken);
                await activation.Deactivated;
                await cluster.Of<IGrainFactory>(0).GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey).Prune(SessionSamples.NewSubject().Key, 1);
            }

            return IsReached(log);
        }
    }

    private static async Task<SessionTestCluster> StartAsync(Line line, bool fenced) => await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = 2;
        options.OwnFence = true;
        options.ReplaceServicesOf = (name, services) =>
        {
            if (name != "Silo_1")
            {
                return;
            }

            services.AddSingleton<IIncomingGrainCallFilter>(line);
            services.AddSingleton<IFenceSource>(provider => new CutSource(line, ActivatorUtilities.CreateInstance<MembershipFenceSource>(provider)));
            if (!fenced)
            {
                services.AddSingleton<ISiloFence, AlwaysHeld>();
            }
        };
    });

    /// <summary>What reaches the silo.</summary>
    private sealed class Line : IIncomingGrainCallFilter
    {
        public volatile bool IsCut;

        public TimeSpan Delay { get; init; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod is not { Name: nameof(ISiloService.OfferChange) })
            {
                await context.Invoke();
                return;
            }

            if (IsCut)
            {
                throw new IOException("It is not reached.");
            }

            await context.Invoke();
            await Task.Delay(Delay, TestContext.Current.CancellationToken);
        }
    }

    private sealed class CutSource(Line line, IFenceSource inner) : IFenceSource
    {
        public bool MustWaitAtStart => inner.MustWaitAtStart;

        public ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken) =>
            line.IsCut ? throw new IOException("The table is not reached.") : inner.ReadAsync(cancellationToken);
    }
}

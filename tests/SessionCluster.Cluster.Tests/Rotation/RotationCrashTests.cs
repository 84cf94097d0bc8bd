using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>A silo dies between any two steps of a rotation, and the ring turns meanwhile.</summary>
public sealed class RotationCrashTests
{
    private static readonly SecretDigest First = GrainCalls.Secret;

    /// <summary>The shortcut that P-T2 forbids: a successor is current in memory, and its write is left for later.</summary>
    internal static DeciderThat ConfirmsInMemory { get; } = new((state, in usage, containment, in presentation, now) =>
    {
        var decision = SessionRules.Decide(state, usage, containment, presentation, now);
        return decision.Kind == DecisionKind.Confirm ? SessionRules.Decide(RotationRules.Confirm(state, presentation.SecretDigest, now)!, usage, containment, presentation, now) : decision;
    });

    [Theory]
    [Rule("P-T2"), Rule("L4"), Rule("G3"), Rule("A6")]
    [InlineData(false, "refused: Superseded", "refused: Revoked")]
    [InlineData(true, "accepted", "accepted")]
    public async Task After_a_crash_a_former_secret_is_evidence_unless_its_end_was_only_remembered(bool inMemory, string former, string newest)
    {
        var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services =>
        {
            if (inMemory)
            {
                services.AddSingleton<ISessionDecider>(ConfirmsInMemory);
            }
        });
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await cluster.NextAsync(id, First);
        Assert.Equal("accepted", await cluster.SayAsync(id, second));
        await using var after = await cluster.RestartAfterCrashAsync();
        after.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(former, await after.SayAsync(id, First));
        Assert.Equal(newest, await after.SayAsync(id, second));
    }

    [Fact]
    [Rule("P-T1"), Rule("G3"), Rule("L4"), Rule("L8")]
    public async Task After_a_crash_and_under_a_new_silo_key_the_same_successor_is_derived_while_the_old_key_is_in_the_ring()
    {
        var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        var second = await cluster.NextAsync(id, First, name);

        var rotated = await cluster.RestartAfterCrashAsync(options => options.SiloRing = Ring(2, 3));
        Assert.Equal(second, await rotated.NextAsync(id, First, name));

        await using var retired = await rotated.RestartAfterCrashAsync(options => options.SiloRing = Ring(3));
        var another = await retired.NextAsync(id, First, name);
        Assert.NotEqual(second, another);
        Assert.Equal("accepted", await retired.SayAsync(id, second));
    }

    [Fact]
    [Rule("L4"), Rule("P-T2"), Rule("L7")]
    public async Task A_cold_activation_knows_the_grace_to_the_second()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await cluster.NextAsync(id, First);
        await cluster.DeactivateAsync(id);
        Assert.Equal("accepted", await cluster.SayAsync(id, second));
        await cluster.DeactivateAsync(id);
        cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("accepted", await cluster.SayAsync(id, First));
        await cluster.DeactivateAsync(id);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Superseded", await cluster.SayAsync(id, First));
        await cluster.DeactivateAsync(id);
        Assert.Equal("refused: Revoked", await cluster.SayAsync(id, second));
    }

    // The last one is current.
    private static SiloRing Ring(params byte[] ids) =>
        new(KeyRing.Create(ids[^1], ids.ToDictionary(id => id, id => (byte[])[.. Enumerable.Range(id == 2 ? 32 : 100 + id, 32).Select(value => (byte)value)])));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Subjects;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Containment;

/// <summary>A silo knows the whole containment log before it answers anybody, and answers nobody while it can't read it (P-F1, G6).</summary>
public sealed class ContainmentAtStartTests
{
    private const string GrainType = ContainmentLimits.GrainTypeName;

    // One that the containment grain can't read either, so that it wakes nobody.
    public static TheoryData<string> Losses => ["segment missing", "segment of another index", "head unreadable", "no answer"];

    public static TheoryData<string> Damages => [.. Losses, "unknown dimension"];

    [Theory]
    [Rule("P-F1"), Rule("P-S2"), Rule("G1"), Rule("G3")]
    [InlineData(false, "refused: Revoked")]
    [InlineData(true, "accepted")]
    public async Task After_a_crash_the_log_alone_refuses_what_has_no_tombstone_from_the_first_validation_on(bool forgetsContainment, string expected)
    {
        var (cluster, subject, id) = await RevokedWithoutTombstoneAsync();

        // Held back, nothing that is resumed at start can have put a tombstone there.
        var held = new HeldTombstones();
        await using var restarted = await cluster.RestartAfterCrashAsync(options =>
        {
            held.Configure(options);
            options.ReplaceServices = forgetsContainment ? services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsContainment) : null;
        });

        Assert.Equal(expected, await restarted.PresentAsync(id));
        Assert.Equal((restarted.Storage.ContainmentHead()!.Version, 1L), (restarted.Containment.Current.Version, restarted.Containment.Current.CutOffOf(subject.Key)));
        held.Release();
        await restarted.Storage.UntilPrunedAsync(subject);
        Assert.True(restarted.Storage.HasTombstone(id));
    }

    [Theory]
    [Rule("P-F1"), Rule("G6"), Rule("N18")]
    [MemberData(nameof(Damages))]
    public async Task With_a_log_that_cannot_be_read_nothing_is_answered_until_it_can(string damage)
    {
        var (cluster, subject, id) = await RevokedWithoutTombstoneAsync();
        var undo = Damage(cluster.Storage, damage);
        var failing = cluster.Storage.Faults;
        await using var restarted = await cluster.RestartAsync(options =>
        {
            options.Storage.Faults = failing;
            options.ReplaceServices = services => services.RemoveAll<ISiloFence>();
        });

        var fence = restarted.SiloServices.GetRequiredService<SiloFence>();
        Assert.False(fence.IsHeld);
        Assert.Equal("unavailable: Fence", await restarted.PresentAsync(id));
        Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.Fence), await restarted.TryRevokeAsync(id));
        Assert.IsType<EstablishOutcome.Unavailable>(await restarted.TryAdmitAsync(SessionSamples.NewSubject()));
        Assert.IsType<RevokeOutcome.Unavailable>(await restarted.TryRevokeAllAsync(subject));
        Assert.IsType<ListOutcome.Unavailable>(await restarted.SubjectGrain(subject).List(new ListCall()));
        Assert.IsType<InfoOutcome.Unavailable>(await restarted.SessionGrain(id).GetInfo(new InfoCall()));

        undo();
        await UntilAsync(() => fence.IsHeld);
        Assert.Equal("refused: Revoked", await restarted.PresentAsync(id));
        Assert.IsType<EstablishOutcome.Established>(await restarted.TryAdmitAsync(SessionSamples.NewSubject()));
    }

    [Theory]
    [Rule("P-F1"), Rule("G1")]
    [MemberData(nameof(Losses))]
    public async Task With_a_fence_that_does_not_depend_on_the_log_a_session_of_a_revoked_subject_is_accepted(string damage)
    {
        var (cluster, _, id) = await RevokedWithoutTombstoneAsync();
        Damage(cluster.Storage, damage);
        var failing = cluster.Storage.Faults;
        await using var restarted = await cluster.RestartAsync(options => options.Storage.Faults = failing);

        Assert.Equal("accepted", await restarted.PresentAsync(id));
    }

    private static async Task<(SessionTestCluster Cluster, SubjectId Subject, SessionId Id)> RevokedWithoutTombstoneAsync()
    {
        var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        cluster.Storage.Faults = operation => operation is { GrainType: "session", Kind: StorageOperationKind.Write } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        await cluster.RevokeAllAsync(subject);
        return (cluster, subject, id);
    }

    /// <summary>Damages the log, and answers what undoes it.</summary>
    private static Action Damage(TestStorage storage, string damage)
    {
        var segment = storage.Segment(0)!;
        var key = ContainmentLimits.SegmentKey(0);
        var head = storage.ContainmentHead()!;
        var failing = storage.Faults!;
        switch (damage)
        {
            case "segment missing":
                storage.Remove(GrainType, key);
                break;
            case "segment of another index":
                storage.Put(GrainType, key, segment with { Index = 1 });
                break;
            case "unknown dimension":
                storage.Put(GrainType, key, segment with { Entries = segment.Entries.Add(segment.Entries[0] with { Dimension = (ContainmentDimension)6 }) });
                break;
            case "head unreadable":
                storage.Copy(GrainType, key, ContainmentLimits.HeadKey);
                break;
            default:
                storage.Faults = operation => operation.GrainType == GrainType ? StorageFault.ThrowWithoutDoing : failing(operation);
                break;
        }

        return () =>
        {
            storage.Put(GrainType, key, segment);
            storage.Put(GrainType, ContainmentLimits.HeadKey, head);
            storage.Faults = null;
        };
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Membership;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Faults.Containment;

/// <summary>
/// Two silos on one clock, step by step: one brings a cut-off in force, by the product's own push; the other, whose fence renews when the test says so, by the product's own renewal, never confirms.
/// </summary>
internal sealed class PausableSilo : IDisposable
{
    public static readonly SiloAddress Other = ScriptedMembership.Silo(2);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly SiloContainment _containment = new();
    private readonly FenceRenewal _renewal;
    private readonly DeathWatch _deaths;
    private readonly ContainmentPush _push;

    public PausableSilo()
    {
        Storage.UseSerializer(_services.GetRequiredService<Serializer>());
        Fence = new(Clock);
        _renewal = new(
            Fence,
            new MembershipFenceSource(Table, new Departures.NamedSilo(Other)),
            new ContainmentReader(new LateAnswers(this)),
            _containment,
            new NoStoreClock(),
            Departures.OfNobody(),
            Clock,
            NullLogger<FenceRenewal>.Instance);
        Table.Rows.Add((ScriptedMembership.Own, SiloStatus.Active));
        Table.Rows.Add((Other, SiloStatus.Active));
        Membership.CurrentSnapshot = ScriptedMembership.Snapshot(1, (ScriptedMembership.Own, SiloStatus.Active), (Other, SiloStatus.Active));
        _deaths = new(Membership, new Departures.NamedSilo(ScriptedMembership.Own), Clock, NullLogger<DeathWatch>.Instance);
        _deaths.Take(Membership.CurrentSnapshot);
        Peers.OnOffer = (_, _) => new TaskCompletionSource<bool>().Task;
        _push = new(Table, new Departures.NamedSilo(ScriptedMembership.Own), Membership, Peers, _deaths, Instruments.For(Fence), Clock, NullLogger<ContainmentPush>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new();

    public TestStorage Storage { get; } = new();

    /// <summary>Awaited when the store has read, and before it answers; nothing by default.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public ScriptedTable Table { get; } = new();

    public ScriptedPeers Peers { get; } = new();

    public ScriptedMembership Membership { get; } = new();

    public SiloFence Fence { get; }

    public DeathWatch Deaths => _deaths;

    public SubjectKey Subject { get; } = SessionSamples.Subject("someone").Key;

    public static ContainmentChange Change(SubjectKey subject) => new(1, new(1, ContainmentDimension.Subject, subject.ToString(), 1), Removed: false);

    public void Dispose()
    {
        _renewal.Dispose();
        _deaths.Dispose();
        _services.Dispose();
    }

    public Task<bool> RenewAsync() => _renewal.RenewOnceAsync(CancellationToken.None);

    /// <summary>The cut-off lands in the store.</summary>
    public void Land()
    {
        Storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), new ContainmentSegment { Entries = [new(1, ContainmentDimension.Subject, Subject.ToString(), 1)] });
        Storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, new ContainmentHead { Version = 1, Segments = 1 });
    }

    /// <summary>The revocation waits until it is in force.</summary>
    public Task BringInForceAsync(long? countedFrom = null) => _push.BringInForceAsync(Change(Subject), countedFrom ?? _push.Now);

    public void Confirm(ContainmentChange change) => _containment.Offer(change.ApplyTo(_containment.Current));

    /// <summary>What a validation that starts now decides about a session of before the cut-off: fence first, then the set, and both again before the answer (P-F3).</summary>
    public bool Accepts()
    {
        var held = Fence.TryGetTerm(out var term);
        var known = _containment.Current;
        return held && !known.IsCutOff(Subject, admissionEpoch: 0, default) && Fence.Holds(term) && _containment.Current.Version == known.Version;
    }

    /// <summary>The shortcut: the set is read first, and the fence is looked at when the answer is ready.</summary>
    public async Task<bool> AcceptsWithLocksFirstAsync(Func<Task> between)
    {
        var known = _containment.Current;
        await between();
        return !known.IsCutOff(Subject, admissionEpoch: 0, default) && Fence.IsHeld;
    }

    /// <summary>As <see cref="Accepts"/>, with something between the first look and the second.</summary>
    public async Task<bool> AcceptsAroundAsync(Func<Task> between)
    {
        var held = Fence.TryGetTerm(out var term);
        var known = _containment.Current;
        await between();
        return held && !known.IsCutOff(Subject, admissionEpoch: 0, default) && Fence.Holds(term) && _containment.Current.Version == known.Version;
    }

    private sealed class LateAnswers(PausableSilo silo) : IGrainStorage
    {
        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await silo.Storage.ReadStateAsync(stateName, grainId, grainState);
            await silo.BeforeAnswer();
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    }
}

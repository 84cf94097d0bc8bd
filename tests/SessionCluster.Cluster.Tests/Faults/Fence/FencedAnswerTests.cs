using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>Every answer that somebody relies on is given under the fence, after the write it depends on has landed (P-F2). The fence is dropped before, and in the middle.</summary>
public sealed class FencedAnswerTests(SharedCluster shared, UnfencedCluster unfenced) : IClassFixture<SharedCluster>, IClassFixture<UnfencedCluster>
{
    /// <summary>What is asked, and the operation of the store in whose middle the fence is dropped: kind, grain type, row, and how many such operations pass before.</summary>
    public static TheoryData<string, string, string, string?, int> Moments => new()
    {
        { "validate", "Read", "session", null, 0 },
        { "validate with uses", "Write", "session", null, 0 },
        { "info", "Read", "session", null, 0 },
        { "list", "Read", "subject", null, 0 },
        { "liveness", "Read", "session", null, 0 },
        { "establish", "Write", "subject", null, 0 },
        { "establish", "Write", "session", null, 0 },
        { "insert", "Write", "session", null, 0 },
        { "revoke", "Write", "session", null, 0 },
        { "end", "Write", "session", null, 0 },
        { "revoke subject", "Write", "subject", null, 0 },
        { "revoke subject", "Write", ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), 0 },
        { "revoke subject", "Write", ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, 0 },
        { "revoke subject", "Write", "subject", null, 1 },
    };

    public static TheoryData<string> Questions => [.. Moments.Select(moment => moment.Data.Item1).Distinct(), "revoke an unknown session", "establish what is refused"];

    [Theory]
    [Rule("P-F2"), Rule("P-W4"), Rule("G6"), Rule("N18")]
    [MemberData(nameof(Questions))]
    public async Task Without_the_fence_nothing_is_answered_and_no_write_begins(string question)
    {
        var cluster = shared.Cluster;
        var ask = await PrepareAsync(cluster, question);
        using var counter = new OperationCounter(cluster.Storage, operation => operation.GrainType != ContainmentLimits.GrainTypeName);

        cluster.Fence.Drop();
        var answer = await ask();
        cluster.Fence.Take();

        Assert.Equal("unavailable", answer);
        Assert.Equal(0, counter.Writes);
        Assert.NotEqual("unavailable", await ask());
    }

    [Theory]
    [Rule("P-F2"), Rule("P-F3"), Rule("G6"), Rule("G1")]
    [MemberData(nameof(Moments))]
    public async Task Dropped_in_the_middle_nothing_is_answered_although_the_write_lands(string question, string kind, string grainType, string? key, int passing)
    {
        var cluster = shared.Cluster;
        var ask = await PrepareAsync(cluster, question);

        Assert.Equal("unavailable", await DropInTheMiddleAsync(cluster, ask, kind, grainType, key, passing));

        // Outcome unknown: asked again it is as if it had been asked for the first time, or done already.
        cluster.Fence.Take();
        Assert.NotEqual("unavailable", await ask());
    }

    [Theory]
    [Rule("P-F2"), Rule("P-F3"), Rule("G1")]
    [MemberData(nameof(Moments))]
    public async Task With_a_fence_that_always_holds_all_of_it_is_answered(string question, string kind, string grainType, string? key, int passing)
    {
        var cluster = unfenced.Cluster;
        var ask = await PrepareAsync(cluster, question);

        Assert.NotEqual("unavailable", await DropInTheMiddleAsync(cluster, ask, kind, grainType, key, passing));
    }

    private static async Task<string> DropInTheMiddleAsync(SessionTestCluster cluster, Func<Task<string>> ask, string kind, string grainType, string? key, int passing)
    {
        var toPass = passing;
        using var gate = StorageGate.Close(
            cluster.Storage,
            operation => operation.Kind.ToString() == kind && operation.GrainType == grainType && (key is null || operation.Key == key) && Interlocked.Decrement(ref toPass) < 0);
        var asking = ask();
        await gate.Reached;
        cluster.Fence.Drop();
        gate.Open();
        var answer = await asking;
        cluster.Storage.Gate = null;
        return answer;
    }

    /// <summary>Everything cold where the question reads, and everything there that it asks about.</summary>
    private static async Task<Func<Task<string>>> PrepareAsync(SessionTestCluster cluster, string question)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        var lifecycle = Lifecycle(cluster, id);
        switch (question)
        {
            case "validate":
                await cluster.DeactivateAsync(id);
                return async () => (await cluster.PresentAsync(id)).Split(':')[0];
            case "validate with uses":
                var limited = await cluster.AdmitWithUsesAsync(7);
                return async () => (await cluster.PresentAsync(limited)).Split(':')[0];
            case "info":
                await cluster.DeactivateAsync(id);
                return async () => Word(await cluster.SessionGrain(id).GetInfo(new InfoCall()));
            case "list":
                await cluster.Cluster.DeactivateAsync(GrainId.Create("subject", subject.Key.ToString()));
                return async () => Word(await cluster.SubjectGrain(subject).List(new ListCall()));
            case "liveness":
                await cluster.DeactivateAsync(id);
                return async () => (await lifecycle.GetLiveness()).Kind == LivenessKind.Unavailable ? "unavailable" : "answered";
            case "insert":
                var state = cluster.Storage.Session(id)!;
                var next = SessionId.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(SessionId.Size));
                return async () => Word(await Lifecycle(cluster, next).Insert(state with { Id = next, Facts = state.Facts! with { Id = next } }));
            case "revoke":
                return async () => Word(await cluster.TryRevokeAsync(id));
            case "end":
                return async () => Word(await lifecycle.End(SessionSamples.Admin, SessionGrainServices.NewEventId()));
            case "revoke subject":
                return async () => Word(await cluster.TryRevokeAllAsync(subject));
            case "revoke an unknown session":
                var unknown = SessionId.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(SessionId.Size));
                return async () => Word(await cluster.TryRevokeAsync(unknown));
            case "establish what is refused":
                return async () => Word(await cluster.TryAdmitAsync(subject, "agent"));
            default:
                return async () => Word(await cluster.TryAdmitAsync(subject));
        }
    }

    private static ISessionLifecycleGrain Lifecycle(SessionTestCluster cluster, SessionId id) =>
        cluster.SiloServices.GetRequiredService<IGrainFactory>().GetGrain<ISessionLifecycleGrain>(id.ToString());

    private static string Word(object outcome) =>
        outcome is EstablishOutcome.Unavailable or RevokeOutcome.Unavailable or InfoOutcome.Unavailable or ListOutcome.Unavailable or LifecycleOutcome.Unavailable ? "unavailable" : "answered";
}

using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>A write of a rotation fails, before or after it lands: nobody is logged out for it, and the next try succeeds.</summary>
public sealed class FailedRotationTests(RotationCluster shared) : IClassFixture<RotationCluster>
{
    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<WriteFailure, int> Failures => FailedWrites.Table;

    [Theory]
    [Rule("L6"), Rule("G3"), Rule("P-W2"), Rule("P-T1")]
    [MemberData(nameof(Failures))]
    public async Task A_successor_that_could_not_be_stored_is_the_same_when_it_is_asked_for_again(WriteFailure failure, int tries)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        RotateOutcome outcome;
        using (var fault = FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString()))
        {
            outcome = await _cluster.RotateAsync(id, First, name);
            Assert.True(fault.Failed > 0);
            Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        }

        var second = await _cluster.NextAsync(id, First, name);
        Assert.True(outcome is RotateOutcome.Rotated rotated ? SecretDigest.Of(rotated.Secret.Span) == second : Rotations.Refusal(outcome) == "unavailable: Storage");
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
    }

    [Theory]
    [Rule("L6"), Rule("L7"), Rule("P-W2"), Rule("P-T2")]
    [MemberData(nameof(Failures))]
    public async Task A_first_presentation_that_could_not_be_stored_is_in_doubt_and_counts_the_next_time(WriteFailure failure, int tries)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        using (var fault = FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString()))
        {
            Assert.Equal(tries == FailedWrites.Always && failure != WriteFailure.WriteThenThrow ? "unavailable: Storage" : "accepted", await _cluster.SayAsync(id, second));
            Assert.True(fault.Failed > 0);
            Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        }

        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Superseded", await _cluster.SayAsync(id, First));
    }
}

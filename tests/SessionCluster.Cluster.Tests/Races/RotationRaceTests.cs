using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>Rotating races against itself, against revoking, and against the loss of the activation.</summary>
public sealed class RotationRaceTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int Rounds = 1000;

    private const int InFlight = 10;

    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("L5"), Rule("L8"), Rule("P-T1"), Rule("P-T2"), Rule("P-T4")]
    public async Task In_1000_rounds_a_rotation_has_one_successor_however_often_and_by_whomever_it_is_asked_for() => await RaceAsync(async round =>
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var (mine, other) = (Rotations.NewName(), Rotations.NewName());
        var asked = await Task.WhenAll(_cluster.NextAsync(id, First, mine), _cluster.NextAsync(id, First, other), _cluster.NextAsync(id, First, mine));
        Assert.Equal(asked[0], asked[2]);
        Assert.NotEqual(asked[0], asked[1]);
        var (once, twice) = round % 2 == 0 ? (asked[0], asked[1]) : (asked[1], asked[0]);
        var said = await Task.WhenAll(_cluster.SayAsync(id, once), _cluster.SayAsync(id, once), _cluster.SayAsync(id, twice));

        // One of the two has won, and showing the other has ended the family: sooner or later than the winner's other copy came.
        Assert.Contains("refused: Superseded", said);
        Assert.All(said, verdict => Assert.True(verdict is "accepted" or "refused: Superseded" or "refused: Revoked", verdict));
        Assert.False(said[2] == "accepted" && (said[0] == "accepted" || said[1] == "accepted"), "two successors of one secret were accepted");
        Assert.All(await Task.WhenAll(_cluster.SayAsync(id, once), _cluster.SayAsync(id, twice)), verdict => Assert.NotEqual("accepted", verdict));
    });

    [Fact]
    [Rule("L5"), Rule("P-T2")]
    public async Task Where_a_successor_is_confirmed_in_memory_both_are_accepted()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(RotationCrashTests.ConfirmsInMemory));
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var (mine, other) = (await cluster.NextAsync(id, First), await cluster.NextAsync(id, First));

        Assert.Equal(["accepted", "accepted"], await Task.WhenAll(cluster.SayAsync(id, mine), cluster.SayAsync(id, other)));
    }

    [Fact]
    [Rule("L9"), Rule("G1"), Rule("L11"), Rule("P-W3")]
    public async Task In_1000_rounds_no_rotation_brings_a_revoked_session_back() => await RaceAsync(async round =>
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var waiting = round % 3 == 0 ? await _cluster.NextAsync(id, First) : First;
        var racing = round % 2 == 0 ? _cluster.RotateAsync(id, First, Rotations.NewName()) : null;
        var showing = _cluster.SayAsync(id, waiting);
        var revoking = _cluster.TryRevokeAsync(id);
        racing ??= _cluster.RotateAsync(id, First, Rotations.NewName());
        Assert.IsType<RevokeOutcome.Revoked>(await revoking);
        var outcome = await racing;
        await showing;

        List<SecretDigest> secrets = [First, waiting];
        if (outcome is RotateOutcome.Rotated rotated)
        {
            secrets.Add(SecretDigest.Of(rotated.Secret.Span));
        }

        Assert.All(await Task.WhenAll(secrets.Select(secret => _cluster.SayAsync(id, secret))), verdict => Assert.True(verdict is "refused: Revoked" or "refused: Superseded", verdict));
    });

    [Fact]
    [Rule("G3"), Rule("L4"), Rule("P-T1"), Rule("P-T2")]
    public async Task In_1000_rounds_a_rotation_survives_the_loss_of_the_activation_at_any_moment() => await RaceAsync(async round =>
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        var leaving = round % 2 == 0 ? _cluster.DeactivateAsync(id) : Task.CompletedTask;
        var second = await _cluster.NextAsync(id, First, name);
        await leaving;
        leaving = round % 3 == 0 ? _cluster.DeactivateAsync(id) : Task.CompletedTask;
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        await leaving;

        Assert.Equal(second, await _cluster.NextAsync(id, First, name));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        Assert.Equal(1, (await _cluster.InfoAsync(id)).Generation);
    });

    private static async Task RaceAsync(Func<int, Task> round)
    {
        for (var first = 0; first < Rounds; first += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(first, InFlight).Select(round));
        }
    }
}

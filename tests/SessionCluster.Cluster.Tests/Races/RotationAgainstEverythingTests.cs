using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>A rotation in the middle of everything else: no use is given twice, and no revoked session comes back with its successor.</summary>
public sealed class RotationAgainstEverythingTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int Rounds = 1000;

    private const int InFlight = 20;

    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    // Below 8 each use is reserved when it is used; above, in blocks (P-B1).
    [Theory]
    [Rule("G5"), Rule("N20"), Rule("P-B2"), Rule("P-T2")]
    [InlineData(3)]
    [InlineData(10)]
    public async Task In_1000_rounds_a_limit_holds_across_a_rotation_and_no_use_is_lost(int limit)
    {
        for (var round = 0; round < Rounds / 2; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => RaceAsync()));
        }

        async Task RaceAsync()
        {
            var id = await _cluster.AdmitWithUsesAsync(limit);
            var former = Enumerable.Range(0, limit).Select(_ => _cluster.SayAsync(id, First)).ToArray();
            var rotating = RotateAndUseAsync();
            var accepted = (await Task.WhenAll(former)).Count(verdict => verdict == "accepted") + await rotating;

            // Whatever is left is given to whoever asks with a secret that still counts.
            while (await _cluster.SayAsync(id, First) == "accepted")
            {
                accepted++;
            }

            Assert.Equal(limit, accepted);

            async Task<int> RotateAndUseAsync()
            {
                // All uses may be spent by now; then nothing can be used any more, with whatever secret.
                return await _cluster.RotateAsync(id, First, Rotations.NewName()) is RotateOutcome.Rotated { Secret: var secret }
                    ? (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _cluster.SayAsync(id, SecretDigest.Of(secret.Span))))).Count(verdict => verdict == "accepted")
                    : 0;
            }
        }
    }

    [Fact]
    [Rule("L9"), Rule("G1"), Rule("P-T2"), Rule("P-W3")]
    public async Task In_1000_rounds_the_first_presentation_of_a_successor_brings_no_revoked_session_back()
    {
        var (before, after) = (0, 0);
        for (var round = 0; round < Rounds; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(round, InFlight).Select(RaceAsync));
        }

        // Both ways round happened, or it was no race.
        Assert.True(before > 0 && after > 0, $"{before} confirmed before the revocation, {after} refused by it");

        async Task RaceAsync(int round)
        {
            var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
            var successor = await _cluster.NextAsync(id, First);
            var confirming = round % 2 == 0 ? _cluster.SayAsync(id, successor) : null;
            if (round % 10 == 0)
            {
                // Comes first for certain, on whatever machine.
                await confirming!;
            }

            var revoking = _cluster.RevokeAsync(id);
            confirming ??= _cluster.SayAsync(id, successor);
            await revoking;

            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, successor));
            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, First));
            Interlocked.Increment(ref await confirming == "accepted" ? ref before : ref after);
            if (round % 10 == 5)
            {
                await _cluster.DeactivateAsync(id);
            }

            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, successor));
            Assert.True(_cluster.Storage.HasTombstone(id));
        }
    }

    [Fact]
    [Rule("L9"), Rule("G1"), Rule("P-S2")]
    public async Task In_1000_rounds_of_validating_listing_rotating_and_revoking_nothing_revoked_comes_back()
    {
        for (var round = 0; round < Rounds; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(round, InFlight).Select(RaceAsync));
        }

        async Task RaceAsync(int round)
        {
            var subject = SessionSamples.NewSubject();
            var id = await _cluster.AdmitAsync(subject);
            var others = new Task[]
            {
                _cluster.SayAsync(id, First),
                _cluster.ListAsync(subject),
                RotateAndUseAsync(id),
                _cluster.InfoAsync(id),
            };
            await (round % 2 == 0 ? (Task)_cluster.RevokeAsync(id) : _cluster.RevokeAllAsync(subject));

            // What starts from here on is after the revocation, whatever is still under way.
            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, First));
            Assert.IsType<RotateOutcome.Denied>(await _cluster.RotateAsync(id, First, Rotations.NewName()));
            await Task.WhenAll(others);
            Assert.NotEqual("accepted", await _cluster.SayAsync(id, First));
            Assert.Equal(SessionStatus.Revoked, (await _cluster.InfoAsync(id)).Status);
        }
    }

    [Fact]
    [Rule("L9"), Rule("G1")]
    public async Task With_a_decider_that_forgets_ends_a_revoked_session_is_accepted_again()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsEnds));
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.NextAsync(id, First);
        await cluster.RevokeAsync(id);

        Assert.Equal("accepted", await cluster.SayAsync(id, First));
    }

    /// <summary>Rotates and presents the successor, as far as it gets.</summary>
    private async Task RotateAndUseAsync(SessionId id)
    {
        if (await _cluster.RotateAsync(id, First, Rotations.NewName()) is RotateOutcome.Rotated rotated)
        {
            await _cluster.SayAsync(id, SecretDigest.Of(rotated.Secret.Span));
        }
    }
}

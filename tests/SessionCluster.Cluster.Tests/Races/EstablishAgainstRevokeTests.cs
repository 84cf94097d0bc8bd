using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Renewal;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>Establishing races against revoking the subject: no session that was admitted before lives after the revocation has returned.</summary>
public sealed class EstablishAgainstRevokeTests
{
    private const int Rounds = 1000;

    private const int InFlight = 20;

    [Fact]
    [Rule("L9"), Rule("L11"), Rule("P-S1"), Rule("P-S2"), Rule("G1"), Rule("N11")]
    public async Task In_1000_rounds_nothing_admitted_before_a_revocation_lives_after_it()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var established = 0;
        var refused = 0;
        for (var round = 0; round < Rounds; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(round, InFlight).Select(RaceAsync));
        }

        // Both ways round happened, or it was no race.
        Assert.True(established > 0 && refused > 0, $"{established} established, {refused} refused");

        async Task RaceAsync(int round)
        {
            var subject = SessionSamples.NewSubject();
            var before = await cluster.AdmitAsync(subject);
            var racing = round % 2 == 0 ? cluster.TryAdmitAsync(subject) : null;
            var revoking = cluster.RevokeAllAsync(subject);
            racing ??= cluster.TryAdmitAsync(subject);
            var receipt = await revoking;
            var verdict = await cluster.PresentAsync(before);

            // The authentication lies before the cut-off, so whatever the order was: established and ended, or refused.
            var outcome = await racing;
            if (outcome is EstablishOutcome.Established session)
            {
                Interlocked.Increment(ref established);
                Assert.Equal("refused: Revoked", await cluster.PresentAsync(session.Id));
                Assert.Equal(2, receipt.SessionsEnded);
            }
            else
            {
                Interlocked.Increment(ref refused);
                Assert.Equal(EstablishRefusal.Reauthenticate, Assert.IsType<EstablishOutcome.Refused>(outcome).Refusal);
                Assert.Equal(1, receipt.SessionsEnded);
            }

            Assert.Equal("refused: Revoked", verdict);
            Assert.Equal("refused: Revoked", await cluster.PresentAsync(before));
        }
    }

    [Fact]
    [Rule("L9"), Rule("L11"), Rule("P-S4"), Rule("P-S2"), Rule("G1"), Rule("N11")]
    public async Task In_1000_rounds_only_the_kept_one_lives_after_a_revocation_that_keeps_one()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var established = 0;
        var refused = 0;
        for (var round = 0; round < Rounds; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(round, InFlight).Select(RaceAsync));
        }

        Assert.True(established > 0 && refused > 0, $"{established} established, {refused} refused");

        async Task RaceAsync(int round)
        {
            var subject = SessionSamples.NewSubject();
            var kept = await cluster.AdmitAsync(subject);
            var other = await cluster.AdmitAsync(subject);
            var racing = round % 2 == 0 ? cluster.TryAdmitAsync(subject) : null;
            var revoking = cluster.TryRevokeOthersAsync(subject, Renewals.Held(kept));
            racing ??= cluster.TryAdmitAsync(subject);
            Assert.IsType<RevokeOutcome.Revoked>(await revoking);
            Assert.Equal("refused: Revoked", await cluster.PresentAsync(other));
            Assert.Equal("accepted", await cluster.PresentAsync(kept));
            if (await racing is EstablishOutcome.Established session)
            {
                Interlocked.Increment(ref established);
                Assert.Equal("refused: Revoked", await cluster.PresentAsync(session.Id));
            }
            else
            {
                Interlocked.Increment(ref refused);
            }

            Assert.Equal("accepted", await cluster.PresentAsync(kept));
        }
    }

    [Theory]
    [Rule("L9"), Rule("L10"), Rule("P-S2"), Rule("P-C1"), Rule("G1")]
    [InlineData(false, "refused: Revoked")]
    [InlineData(true, "accepted")]
    public async Task Before_its_tombstone_a_session_is_refused_by_containment_alone(bool forgetsContainment, string expected)
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services =>
        {
            if (forgetsContainment)
            {
                services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsContainment);
            }
        });
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);

        // A turn of the session waits for the store, so that the one which ends it has not begun.
        using var gate = StorageGate.CloseForWrites(cluster.Storage, "session");
        cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout / 4);
        Assert.Equal("accepted", await cluster.PresentAsync(id));
        await gate.Reached;
        await cluster.RevokeAllAsync(subject);

        Assert.Equal(expected, await cluster.PresentAsync(id));
        gate.Open();
    }
}

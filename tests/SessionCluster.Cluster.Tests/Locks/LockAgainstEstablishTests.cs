using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Locks;

/// <summary>Locking races against establishing: whenever the lock has answered, no session that it names is accepted, whenever that one was established.</summary>
public sealed class LockAgainstEstablishTests
{
    private const int Rounds = 1000;

    private const int InFlight = 25;

    [Fact]
    [Rule("C1"), Rule("L9"), Rule("L10"), Rule("P-C1"), Rule("P-C3"), Rule("G1")]
    public async Task In_1000_rounds_no_session_of_a_locked_device_is_accepted_after_the_answer()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var acceptedBefore = 0;
        for (var round = 0; round < Rounds; round += InFlight)
        {
            await Task.WhenAll(Enumerable.Range(round, InFlight).Select(RaceAsync));
        }

        // Both ways round happened, or it was no race.
        Assert.InRange(acceptedBefore, 1, Rounds - 1);

        async Task RaceAsync(int round)
        {
            var call = cluster.Call(SessionSamples.NewSubject()) with { Device = DeviceId.Create($"device-{round}") };
            Task<EventId>? locking = null;
            var racing = round % 2 == 0 ? EstablishAsync() : null;
            locking = cluster.LockAsync(LockDimension.Device, $"device-{round}");
            racing ??= EstablishAsync();
            var id = await locking;

            // Established before or after, it is not accepted by anything that starts now.
            var (session, first) = await racing;
            Assert.Equal("refused: Locked", await cluster.PresentAsync(session));
            Interlocked.Add(ref acceptedBefore, first == "accepted" ? 1 : 0);
            Assert.Equal(UnlockOutcome.Unlocked, await cluster.UnlockAsync(id));
            Assert.Equal("accepted", await cluster.PresentAsync(session));

            async Task<(SessionId Id, string First)> EstablishAsync()
            {
                var established = Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(call)).Id;
                var wasOver = locking?.IsCompleted == true;
                var verdict = await cluster.PresentAsync(established);
                Assert.False(wasOver && verdict == "accepted");
                return (established, verdict);
            }
        }
    }

    [Theory]
    [Rule("C1"), Rule("P-C3"), Rule("G1")]
    [InlineData(false, "refused: Locked")]
    [InlineData(true, "accepted")]
    public async Task A_session_that_is_established_under_a_lock_is_refused_by_containment_alone(bool forgetsContainment, string expected)
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services =>
        {
            if (forgetsContainment)
            {
                services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsContainment);
            }
        });
        await cluster.LockAsync(LockDimension.Client, SessionSamples.Login.Value);

        Assert.Equal(expected, await cluster.PresentAsync(await cluster.AdmitAsync(SessionSamples.NewSubject())));
    }
}

using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Renewal;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>Stepping up races against evidence that locks, and against revoking: nobody comes out with an open session that somebody has closed.</summary>
public sealed class StepUpAgainstLockTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int Rounds = 1000;

    private const int InFlight = 20;

    private static readonly ClientContext Browser = ClientContext.Of("browser", null)!;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("N8"), Rule("L9"), Rule("P-W1")]
    public async Task In_1000_rounds_a_lock_that_came_after_the_decision_stays_and_the_former_secret_is_dead_whatever_came_first()
    {
        var (open, closed) = await RaceAsync(async (id, call, round) =>
        {
            var locking = round % 2 == 0 ? PresentElsewhereAsync(id) : null;
            var steppingUp = await BegunAsync(_cluster.StepUpAsync(call), round);
            locking ??= PresentElsewhereAsync(id);
            var evidence = await locking;
            var outcome = await steppingUp;

            // Each alone is decided in one step. Together: the lock was lifted by the step-up, or came with a secret that was dead, or stands.
            Assert.True(evidence is "refused: ContextChanged" or "refused: Superseded", evidence);
            if (outcome is not RenewalOutcome.Renewed)
            {
                Assert.Equal(SessionRefusal.Locked, Renewals.Denied(outcome));
                Assert.Equal("refused: Locked", await PresentAsync(id, GrainCalls.Secret));
                return false;
            }

            Assert.Equal("refused: Superseded", await PresentAsync(id, GrainCalls.Secret));
            var verdict = await PresentAsync(id, call.NewSecretDigest);
            Assert.True(verdict is "accepted" or "refused: Locked", verdict);
            Assert.True(evidence == "refused: ContextChanged" || verdict == "accepted");
            return verdict == "accepted";
        });

        // Both ways round happened, or it was no race.
        Assert.True(open > 0, $"{open} open, {closed} closed");
    }

    [Fact]
    [Rule("L9"), Rule("L10"), Rule("G1"), Rule("P-W1")]
    public async Task In_1000_rounds_nothing_is_accepted_after_a_revocation_has_returned()
    {
        var (open, closed) = await RaceAsync(async (id, call, round) =>
        {
            var revoking = round % 2 == 0 ? _cluster.RevokeAsync(id) : null;
            var steppingUp = await BegunAsync(_cluster.StepUpAsync(call), round);
            revoking ??= _cluster.RevokeAsync(id);
            await revoking;
            Assert.NotEqual("accepted", await PresentAsync(id, call.NewSecretDigest));
            var outcome = await steppingUp;
            Assert.NotEqual("accepted", await PresentAsync(id, GrainCalls.Secret));
            Assert.NotEqual("accepted", await PresentAsync(id, call.NewSecretDigest));
            if (outcome is RenewalOutcome.Renewed)
            {
                return true;
            }

            Assert.Equal(SessionRefusal.Revoked, Renewals.Denied(outcome));
            return false;
        });

        Assert.True(open > 0 && closed > 0, $"{open} stepped up first, {closed} revoked first");
    }

    private async Task<(int Open, int Closed)> RaceAsync(Func<SessionId, RenewalCall, int, Task<bool>> race)
    {
        var open = 0;
        for (var round = 0; round < Rounds; round += InFlight)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(round, InFlight).Select(async number =>
            {
                var subject = SessionSamples.NewSubject();
                var admitted = await _cluster.TryAdmitAsync(_cluster.Call(subject) with { Context = Browser });
                var id = Assert.IsType<EstablishOutcome.Established>(admitted).Id;
                return await race(id, _cluster.Renewal(subject, Renewals.Held(id)), number);
            }));
            open += outcomes.Count(stepped => stepped);
        }

        return (open, Rounds - open);
    }

    /// <summary>A step-up takes more steps than what it races with: in one round of ten it comes first for certain, on whatever machine.</summary>
    private static async Task<Task<RenewalOutcome>> BegunAsync(Task<RenewalOutcome> steppingUp, int round)
    {
        if (round % 10 == 9)
        {
            await steppingUp;
        }

        return steppingUp;
    }

    private async Task<string> PresentElsewhereAsync(SessionId id) =>
        (await _cluster.SessionGrain(id).Validate(new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders, Activity = SessionActivity.User, Context = ClientContext.Of("another", null) })).ToString();

    private async Task<string> PresentAsync(SessionId id, SecretDigest secret) =>
        (await _cluster.SessionGrain(id).Validate(new ValidateCall { SecretDigest = secret, Audience = SessionSamples.Orders, Activity = SessionActivity.None, Context = Browser })).ToString();
}

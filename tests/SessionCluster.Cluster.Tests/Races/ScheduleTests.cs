using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>Random schedules of everything that can happen to a session, many things at once, on a store that fails now and then: nothing brings a revoked session back, and no use is given twice.</summary>
public sealed class ScheduleTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const int Limit = 24;

    private static readonly Gen<Step[]> Schedules = Gen.Select(
            Gen.Frequency(
                (10, Gen.Const(Action.Validate)),
                (2, Gen.Const(Action.Deactivate)),
                (2, Gen.Const(Action.LetTimePass)),
                (3, Gen.Const(Action.Rotate)),
                (1, Gen.Const(Action.Revoke)),
                (1, Gen.Const(Action.RevokeSubject)),
                (1, Gen.Const(Action.List)),
                (1, Gen.Const(Action.Info)),
                (1, Gen.Const(Action.EstablishAnother))),
            Gen.Bool,
            Gen.Frequency((6, Gen.Const(StorageFault.None)), (1, Gen.Const(StorageFault.ThrowWithoutDoing)), (1, Gen.Const(StorageFault.WriteThenThrow))),
            (action, waits, fault) => new Step(action, waits, fault))
        .Array[5, 40];

    internal enum Action
    {
        Validate,
        Deactivate,
        LetTimePass,
        Rotate,
        Revoke,
        RevokeSubject,
        List,
        Info,
        EstablishAnother,
    }

    [Fact]
    [Rule("L9"), Rule("G1"), Rule("G5"), Rule("P-W2"), Rule("P-W3"), Rule("P-S2"), Rule("P-B3")]
    public async Task In_no_schedule_a_revoked_session_is_accepted_or_a_limit_exceeded() =>
        await Schedules.SampleAsync(steps => RunAsync(shared.Cluster, steps), iter: 500, threads: 1);

    [Fact]
    [Rule("L9"), Rule("G1")]
    public async Task A_decider_that_forgets_every_end_is_found_by_the_shortest_schedule()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsEnds));
        Step[] steps = [new(Action.Revoke, true, StorageFault.None), new(Action.Validate, true, StorageFault.None)];

        var found = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(cluster, steps));

        Assert.Contains("A revoked session was accepted.", found.ToString(), StringComparison.Ordinal);
    }

    private static async Task RunAsync(SessionTestCluster cluster, Step[] steps)
    {
        var run = new Run(cluster, SessionSamples.NewSubject());
        await run.BeginAsync();
        var operations = -1;
        cluster.Storage.Faults = _ => steps[Interlocked.Increment(ref operations) % steps.Length].Fault;
        try
        {
            foreach (var step in steps)
            {
                await run.TakeAsync(step);
            }
        }
        finally
        {
            // Whatever went wrong: the next schedule, or a shorter one, begins on a store that works.
            cluster.Storage.Faults = null;
        }

        await run.EndAsync();
    }

    internal sealed record Step(Action Action, bool Waits, StorageFault Fault);

    private sealed class Run(SessionTestCluster cluster, SubjectId subject)
    {
        private readonly List<Task> _underWay = [];
        private SessionId _id;
        private volatile RotateOutcome.Rotated? _rotated;
        private int _accepted;
        private volatile bool _revoked;

        public async Task BeginAsync()
        {
            // Nothing is made to fail yet; a machine that stalls may still cost a silo its fence, and that passes (G6).
            for (var tries = 1; ; tries++)
            {
                var outcome = await cluster.TryAdmitAsync(cluster.Call(subject) with { MaxUses = Limit });
                if (outcome is Abstractions.Establishment.EstablishOutcome.Established session)
                {
                    _id = session.Id;
                    return;
                }

                if (outcome is not Abstractions.Establishment.EstablishOutcome.Unavailable || tries == 600)
                {
                    throw new InvalidOperationException($"Nothing fails yet, and the answer is {outcome}.");
                }

                await Task.Delay(100);
            }
        }

        public async Task TakeAsync(Step step)
        {
            _underWay.Add(PerformAsync(step.Action));
            if (step.Waits)
            {
                await Task.WhenAll(_underWay);
                _underWay.Clear();
            }
        }

        public async Task EndAsync()
        {
            await Task.WhenAll(_underWay);
            Assert.InRange(_accepted, 0, Limit);
            await cluster.RevokeAsync(_id);
            _revoked = true;
            await ValidateAsync();
            await cluster.DeactivateAsync(_id);
            await ValidateAsync();
            Assert.True(cluster.Storage.HasTombstone(_id));
        }

        private Task PerformAsync(Action action) => action switch
        {
            Action.Validate => ValidateAsync(),
            Action.Deactivate => cluster.DeactivateAsync(_id),
            Action.LetTimePass => LetTimePass(),
            Action.Rotate => RotateAsync(),
            Action.Revoke => RevokeAsync(cluster.TryRevokeAsync(_id)),
            Action.RevokeSubject => RevokeAsync(cluster.TryRevokeAllAsync(subject)),
            Action.List => cluster.SubjectGrain(subject).List(new ListCall()),
            Action.Info => cluster.SessionGrain(_id).GetInfo(new InfoCall()),
            _ => cluster.TryAdmitAsync(subject),
        };

        private SecretDigest Secret => _rotated is { } rotated ? SecretDigest.Of(rotated.Secret.Span) : GrainCalls.Secret;

        private Task ValidateAsync() => ValidateAsync(Secret);

        private async Task ValidateAsync(SecretDigest secret)
        {
            // G1 speaks of validations that start after the revocation has returned.
            var revokedBefore = _revoked;
            if (await AskAsync(secret) == "accepted")
            {
                Interlocked.Increment(ref _accepted);
                Assert.False(revokedBefore, "A revoked session was accepted.");
            }
        }

        /// <summary>A machine that stalls may answer later than a validation is waited for (2 s): then nobody was told anything.</summary>
        private async Task<string> AskAsync(SecretDigest secret)
        {
            try
            {
                return await cluster.SayAsync(_id, secret);
            }
            catch (TimeoutException)
            {
                return "unanswered";
            }
        }

        /// <summary>Asks for a successor and presents it. The former secret is about as well, and after its grace it ends the session: that is no revocation of ours, and refusing is always right.</summary>
        private async Task RotateAsync()
        {
            var former = Secret;
            if (await cluster.RotateAsync(_id, former, Rotations.NewName()) is RotateOutcome.Rotated rotated)
            {
                _rotated = rotated;
                await ValidateAsync(SecretDigest.Of(rotated.Secret.Span));
                await ValidateAsync(former);
            }
        }

        private async Task RevokeAsync(Task<RevokeOutcome> revoking)
        {
            if (await revoking is RevokeOutcome.Revoked)
            {
                _revoked = true;
            }
        }

        private Task LetTimePass()
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(100));
            return Task.CompletedTask;
        }
    }
}

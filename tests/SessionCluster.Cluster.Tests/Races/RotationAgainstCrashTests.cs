using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Keys;

namespace SessionCluster.Cluster.Tests.Races;

/// <summary>A rotation races the loss of its activation, as in a crash: nothing is written any more, and nobody is answered.</summary>
public sealed class RotationAgainstCrashTests : IAsyncLifetime
{
    private const int Rounds = 1000;

    private const int InFlight = 20;

    private static readonly SecretDigest First = GrainCalls.Secret;

    private static readonly Loss[] Losses = Enum.GetValues<Loss>();

    private readonly LostActivations _lost = new();

    private SessionTestCluster _cluster = null!;

    /// <summary>When the activation is lost.</summary>
    private enum Loss
    {
        BeforeTheSuccessorIsStored,
        BeforeTheSuccessorIsAnswered,
        BeforeTheSuccessorIsPresented,
        BeforeTheConfirmationIsStored,
        BeforeTheConfirmationIsAnswered,
        AfterTheFirstUse,
        AtAnyMoment,
    }

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        options.MaxSessionsPerSubject = 2000;
        _lost.Use(options);
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("G3"), Rule("L4"), Rule("L8"), Rule("P-T1"), Rule("P-T2"), Rule("P-T3"), Rule("P-T4"), Rule("G1")]
    public async Task In_1000_rounds_a_rotation_survives_the_crash_of_its_activation_and_one_successor_counts()
    {
        for (var first = 0; first < Rounds; first += InFlight)
        {
            var rounds = await Task.WhenAll(Enumerable.Range(first, InFlight).Select(RotateAsync));

            // The grace of all of them is over at once: the clock is everybody's.
            _cluster.Clock.Advance(SessionTestOptions.Bearer.BearerRotationGrace);
            await Task.WhenAll(rounds.Select(AfterGraceAsync));
        }

        // Every round but those that lose it at any moment has cost somebody an answer.
        Assert.InRange(_lost.Unanswered, Rounds, int.MaxValue);
        Assert.True(_lost.Dropped > Rounds / Losses.Length, $"{_lost.Dropped} writes went nowhere");
    }

    [Fact]
    [Rule("P-T1"), Rule("L8")]
    public async Task Where_a_successor_is_drawn_instead_of_derived_the_crash_before_its_answer_costs_the_rotation()
    {
        var lost = new LostActivations();
        await using var cluster = await SessionTestCluster.StartAsync(options => lost.Use(
            options,
            services => services.AddSingleton<ISuccessors>(provider => new DrawnSuccessors(new Successors(provider.GetRequiredService<SiloRing>())))));
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        lost.LoseAtNextWrite(id, lands: true);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.NextAsync(id, First, name));
        await cluster.DeactivateAsync(id);

        var again = await cluster.NextAsync(id, First, name);
        Assert.DoesNotContain(SecretHash.Of(again), Stored(cluster, id).Rotation!.Pending.Select(pending => pending.Hash));
        Assert.Equal("refused: WrongSecret", await cluster.SayAsync(id, again));
    }

    private static SessionState Stored(SessionTestCluster cluster, SessionId id) => cluster.Storage.Peek<SessionState>("session", id.ToString())!;

    /// <summary>Rotates, and loses the activation at the round's moment.</summary>
    private async Task<Round> RotateAsync(int number)
    {
        var loss = Losses[number % Losses.Length];
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var rival = number % 2 == 0 ? await _cluster.NextAsync(id, First) : default;
        var candidates = rival == default ? 0 : 1;
        var name = Rotations.NewName();
        if (loss is Loss.BeforeTheSuccessorIsStored or Loss.BeforeTheSuccessorIsAnswered)
        {
            var lands = loss == Loss.BeforeTheSuccessorIsAnswered;
            _lost.LoseAtNextWrite(id, lands);
            await Assert.ThrowsAsync<SiloUnavailableException>(() => _cluster.NextAsync(id, First, name));
            Assert.Equal(candidates + (lands ? 1 : 0), Stored(_cluster, id).Rotation?.Pending.Length ?? 0);
        }

        var losing = loss == Loss.AtAnyMoment ? Task.Run(() => LoseAsync(id)) : Task.CompletedTask;
        var second = await AnsweredAsync(id, () => _cluster.NextAsync(id, First, name));
        Assert.NotEqual(rival, second);
        switch (loss)
        {
            case Loss.BeforeTheSuccessorIsPresented:
                await LoseAsync(id);
                break;
            case Loss.BeforeTheConfirmationIsStored or Loss.BeforeTheConfirmationIsAnswered:
                _lost.LoseAtNextWrite(id, lands: loss == Loss.BeforeTheConfirmationIsAnswered);
                await Assert.ThrowsAsync<SiloUnavailableException>(() => _cluster.SayAsync(id, second));
                Assert.Equal(loss == Loss.BeforeTheConfirmationIsAnswered ? 1 : 0, RotationRules.GenerationOf(Stored(_cluster, id)));

                // Asked for once more before it is presented again: confirmed or not, it is the same.
                Assert.Equal(second, await AnsweredAsync(id, () => _cluster.NextAsync(id, First, name)));
                break;
        }

        Assert.Equal("accepted", await AnsweredAsync(id, () => _cluster.SayAsync(id, second)));
        await losing;
        if (loss == Loss.AfterTheFirstUse)
        {
            await LoseAsync(id);
        }

        // Inside the grace: the same answer to whoever has not heard it, the secret before it counts, and there was one rotation.
        Assert.Equal(second, await AnsweredAsync(id, () => _cluster.NextAsync(id, First, name)));
        Assert.Equal(["accepted", "accepted"], [await AnsweredAsync(id, () => _cluster.SayAsync(id, First)), await AnsweredAsync(id, () => _cluster.SayAsync(id, second))]);
        var stored = Stored(_cluster, id);
        Assert.Equal((1, SecretHash.Of(second), 0), (stored.Rotation!.Generation, stored.SecretHash, stored.Rotation.Pending.Length));
        return new(number, id, second, rival);
    }

    /// <summary>What is older, or has lost, is evidence after a crash as before it; and what is revoked stays so.</summary>
    private async Task AfterGraceAsync(Round round)
    {
        await LoseAsync(round.Id);
        Assert.Equal("accepted", await AnsweredAsync(round.Id, () => _cluster.SayAsync(round.Id, round.Second)));
        _lost.LoseAtNextWrite(round.Id, lands: round.Number % 4 < 2);
        if (round.Number % 3 == 0)
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => _cluster.RevokeAsync(round.Id));
            await AnsweredAsync(round.Id, () => _cluster.RevokeAsync(round.Id));
        }
        else
        {
            var older = round.Rival == default || round.Number % 3 == 1 ? First : round.Rival;
            await Assert.ThrowsAsync<SiloUnavailableException>(() => _cluster.SayAsync(round.Id, older));
            Assert.Equal("refused: Superseded", await AnsweredAsync(round.Id, () => _cluster.SayAsync(round.Id, older)));
        }

        await LoseAsync(round.Id);
        Assert.True(_cluster.Storage.HasTombstone(round.Id));
        Assert.Equal("refused: Revoked", await AnsweredAsync(round.Id, () => _cluster.SayAsync(round.Id, round.Second)));
        Assert.Equal("refused: Superseded", await AnsweredAsync(round.Id, () => _cluster.SayAsync(round.Id, First)));
        Assert.Equal(round.Rival == default ? "refused: WrongSecret" : "refused: Superseded", await AnsweredAsync(round.Id, () => _cluster.SayAsync(round.Id, round.Rival)));
    }

    private async Task LoseAsync(SessionId id)
    {
        _lost.Lose(id);
        await _cluster.DeactivateAsync(id);
    }

    /// <summary>Asks until an activation is there that answers, as a client does whose silo has died.</summary>
    private async Task<T> AnsweredAsync<T>(SessionId id, Func<Task<T>> ask)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (SiloUnavailableException)
            {
                await _cluster.DeactivateAsync(id);
            }
        }

        throw new TimeoutException("Nobody answers for the session.");
    }

    private sealed record Round(int Number, SessionId Id, SecretDigest Second, SecretDigest Rival);

    /// <summary>A protection that is switched off: what is answered is drawn anew each time.</summary>
    private sealed class DrawnSuccessors(ISuccessors inner) : ISuccessors
    {
        public uint KeyIds => inner.KeyIds;

        public Derivation Draw(RotationId rotationId) => inner.Draw(rotationId);

        public SessionSecret? Derive(Derivation derivation, SecretDigest presented, SessionId id, int generation, RotationId rotationId) =>
            SessionSecret.FromBytes(RandomNumberGenerator.GetBytes(SessionSecret.Size));
    }
}

using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>
/// What a silo does that was paused past its death and goes on: it does not know that it was declared dead, nor that what it holds was revoked or locked through others meanwhile. Calls wait in its sockets.
/// </summary>
internal static class Zombie
{
    private const int Sessions = 24;
    private const int Rounds = 4;
    private const string Client = "shop";

    /// <summary>Pauses the second silo, locks a client and revokes through the first, lets calls wait at the second, and resumes it.</summary>
    /// <param name="home">A cluster of three.</param>
    /// <param name="bySubject">Revokes subjects, not sessions.</param>
    /// <param name="meanwhile">What happens while it is paused and not yet declared dead.</param>
    public static async Task<ZombieAnswers> RaiseAsync(ClusterHome home, bool bySubject, Func<Task>? meanwhile = null)
    {
        var zombie = home.Silos[1];
        using var survivor = SiloEdge.To(home, home.Silos[0]);
        using var edge = SiloEdge.To(home, zombie);

        // Some of them live on each silo; the zombie has them all in use, and its connections are open.
        var revoked = await survivor.EstablishManyAsync("revoked", Sessions);
        var live = await survivor.EstablishManyAsync("live", Sessions);
        var locked = await survivor.EstablishManyAsync("locked", Sessions, Client);
        Assert.All(await Task.WhenAll(revoked.Concat(live).Concat(locked).Select(edge.ValidateAsync)), word => Assert.Equal("accepted", word));

        zombie.Pause();
        if (meanwhile is not null)
        {
            await meanwhile();
        }

        // While it is not declared dead, nobody can ask it: the lock is in force because it can't answer any more (P-C1).
        await Poll.UntilAsync(true, SiloEdge.Patience, () => survivor.TryLockAsync(Client));
        Task<string>[] lockedOut = [.. Enumerable.Range(0, Rounds).SelectMany(_ => locked).Select(edge.ValidateAsync)];
        foreach (var session in revoked)
        {
            await Poll.UntilAsync(true, SiloEdge.Patience, () => bySubject ? survivor.TryRevokeSubjectAsync(session.Subject) : survivor.TryRevokeAsync(session));
        }

        // Every one of these starts after the last receipt.
        Task<string>[] validations = [.. Enumerable.Range(0, Rounds).SelectMany(_ => revoked).Select(edge.ValidateAsync)];
        Task<bool>[] revocations = [.. live.Select(session => bySubject ? edge.TryRevokeSubjectAsync(session.Subject) : edge.TryRevokeAsync(session))];
        zombie.Resume();
        var words = await Task.WhenAll(validations);
        string[] lockedWords = [.. await Task.WhenAll(lockedOut), .. await Task.WhenAll(locked.Select(edge.ValidateAsync))];
        var acknowledged = await Task.WhenAll(revocations);

        // What it acknowledged must hold wherever one asks.
        var untrue = new List<HeldSession>();
        foreach (var session in live.Where((_, index) => acknowledged[index]))
        {
            if (await SettledAsync(survivor, session) == "accepted")
            {
                untrue.Add(session);
            }
        }

        Assert.All(await Task.WhenAll(revoked.Select(session => SettledAsync(survivor, session))), word => Assert.Equal("refused: revoked", word));
        using var other = SiloEdge.To(home, home.Silos[2]);
        foreach (var alive in new[] { survivor, other })
        {
            Assert.All(await Task.WhenAll(locked.Select(session => SettledAsync(alive, session))), word => Assert.Equal("refused: locked", word));
        }

        return new(words, lockedWords, untrue);
    }

    /// <summary>Asks until the answer is a decision.</summary>
    private static async Task<string> SettledAsync(SiloEdge edge, HeldSession session)
    {
        var word = string.Empty;
        await Poll.UntilAsync(true, SiloEdge.Patience, async () => (word = await edge.ValidateAsync(session)) is "accepted" || word.StartsWith("refused", StringComparison.Ordinal));
        return word;
    }
}

using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Faults;

/// <summary>Freezes a silo past T and gives its database's name to another file meanwhile, as an operator would who believes that it is dead.</summary>
internal static class Frozen
{
    // T is 3 s.
    private static readonly TimeSpan PastT = TimeSpan.FromSeconds(3.5);

    /// <summary>Freezes it, replaces the database, lets it go on.</summary>
    public static async Task ReplaceDatabaseAsync(SiloHome home, SiloProcess silo)
    {
        silo.Pause();
        await ReplaceAsync(home);
        silo.Resume();
    }

    /// <summary>The same, with validations that arrive while it is frozen and others when it goes on.</summary>
    /// <returns>The verdicts.</returns>
    public static async Task<string[]> ValidateThroughAsync(SiloHome home, SiloProcess silo, ISessionClient sessions, EstablishResult.Established session)
    {
        silo.Pause();
        await ReplaceAsync(home);
        Task<string>[] waiting = [.. Enumerable.Range(0, 50).Select(_ => sessions.ValidateAsync(session))];
        silo.Resume();
        var verdicts = new List<string>(await Task.WhenAll(waiting));
        for (var later = 0; later < 50; later++)
        {
            verdicts.Add(await sessions.ValidateAsync(session));
        }

        return [.. verdicts];
    }

    private static async Task ReplaceAsync(SiloHome home)
    {
        var database = Path.Combine(home.DataDirectory, "sessions.db");
        File.Copy(database, $"{database}.copy");
        File.Move($"{database}.copy", database, overwrite: true);
        await Task.Delay(PastT, TestContext.Current.CancellationToken);
    }
}

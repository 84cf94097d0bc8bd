using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Keys;

/// <summary>
/// A silo with rows of every kind under silo key 1: live sessions, one that was revoked by its handle, and, where there is a containment, one whose subject was revoked and one whose client is locked. Public words only.
/// </summary>
internal sealed class SealedHome : IAsyncDisposable
{
    private const string Locked = "partner";

    private readonly SiloHome _silos = new();
    private readonly List<(string Token, string Verdict)> _sessions = [];

    /// <summary>The silo's ring.</summary>
    public string Ring => Path.Combine(_silos.DataDirectory, "silo-ring.json");

    /// <summary>The silo that runs, or ran last.</summary>
    public SiloProcess Silo { get; private set; } = null!;

    /// <summary>Asks that silo.</summary>
    public CliHome Cli { get; private set; } = null!;

    /// <summary>The keys in the ring's file.</summary>
    public string[] Keys => [.. JsonNode.Parse(File.ReadAllText(Ring))!["keys"]!.AsObject().Select(key => key.Key)];

    /// <summary>Tokens of the sessions.</summary>
    public IEnumerable<string> Tokens => _sessions.Select(session => session.Token);

    /// <summary>Starts the silo and does all of it.</summary>
    /// <param name="isContained">Whether a subject is revoked and a client locked: then the containment has rows.</param>
    public static async Task<SealedHome> StartAsync(bool isContained = true)
    {
        var home = new SealedHome();
        try
        {
            home.Launch();
            await home.ReadyAsync();
            await home.FillAsync(isContained);
            return home;
        }
        catch
        {
            await home.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo on what is there and does not wait.</summary>
    public void Launch() => Silo = _silos.LaunchProduct();

    /// <summary>Waits until it is ready.</summary>
    public async Task ReadyAsync()
    {
        await Silo.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        Ask();
    }

    /// <summary>Waits until it listens.</summary>
    public async Task ListeningAsync()
    {
        await Silo.WaitUntilListeningAsync(TestContext.Current.CancellationToken);
        Ask();
    }

    /// <summary>Puts a ring in place, as an operator does who has kept the file.</summary>
    public void ReplaceRing(byte[] content)
    {
        File.WriteAllBytes($"{Ring}.new", content);
        File.Move($"{Ring}.new", Ring, overwrite: true);
    }

    /// <summary>Waits until the silo has a ring in force.</summary>
    public Task ExpectRingAsync(string keys, int current) =>
        Silo.ExpectOutputAsync($"The silo ring was replaced: it has keys {keys}, current {current}.", TestContext.Current.CancellationToken);

    /// <summary>Requires of each session what it was when the rows were written.</summary>
    public async Task RequireAsBeforeAsync()
    {
        foreach (var (token, verdict) in _sessions)
        {
            Assert.Equal(verdict, await Cli.ValidateAsync(token));
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Cli?.Dispose();
        return _silos.DisposeAsync();
    }

    private void Ask()
    {
        Cli?.Dispose();
        Cli = CliHome.Of(_silos, Silo);
    }

    private async Task FillAsync(bool isContained)
    {
        await AddAsync("alice", "active");
        await AddAsync("alice", "active");
        (await Cli.RunAsync("revoke", "--sid", await AddAsync("bob", "revoked"), "--reason", "compromise")).Require(0);
        if (isContained)
        {
            await AddAsync("carol", "revoked");
            await AddAsync("dave", "locked", Locked);
            (await Cli.RunAsync("revoke-subject", "carol", "--reason", "compromise")).Require(0);
            (await Cli.RunAsync("lock", "client", Locked)).Require(0);
        }

        await RequireAsBeforeAsync();
    }

    private async Task<string> AddAsync(string subject, string verdict, string holder = "desk")
    {
        var (sid, token) = await Cli.EstablishAsync(subject, holder);
        _sessions.Add((token, verdict));
        return sid;
    }
}

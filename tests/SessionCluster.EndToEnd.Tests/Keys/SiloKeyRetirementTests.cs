using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Keys;

/// <summary>A silo key from its successor to its end, with the silo and the <c>sessionctl</c> of the product.</summary>
[Rule("H2"), Rule("A10")]
public sealed class SiloKeyRetirementTests
{
    private const string KeyIsGone = "A stored row is sealed under silo key 1, which is not in the silo ring: the key was retired, or the row comes from another cluster.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_key_is_retired_once_no_row_is_sealed_under_it_and_nothing_changes_for_any_session()
    {
        await using var home = await SealedHome.StartAsync();
        Assert.Equal(2, (await home.Cli.RunAsync("keys", "rotate", "--ring", home.Ring, "--json")).Require(0).Json["current"]!.GetValue<int>());
        await home.ExpectRingAsync("1, 2", 2);

        // The janitor's passes begin 10 s after it saw the ring, and it takes two to say that a key seals nothing.
        await RetireAsync(home, 1, "No whole pass through the rows has ended since key 2 is current.");
        Assert.Equal(["1", "2"], home.Keys);
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        await Poll.UntilAsync(true, Patience, async () =>
        {
            var run = await home.Cli.RunAsync("keys", "retire", "--ring", home.Ring, "--id", "1", "--kind", "silo");
            refusals.Add(run.Errors.TrimEnd());
            return run.ExitCode == 0;
        });
        Assert.All(refusals, refusal => Assert.True(
            refusal.Length == 0 || refusal.Contains("No whole pass", StringComparison.Ordinal) || refusal.Contains("The last pass through the rows found", StringComparison.Ordinal), refusal));
        Assert.Equal(["2"], home.Keys);
        await home.ExpectRingAsync("2", 2);
        await home.RequireAsBeforeAsync();

        Assert.Equal(0, await home.Silo.StopAsync());
        home.Launch();
        await home.ReadyAsync();

        await home.RequireAsBeforeAsync();
        Assert.DoesNotContain("is not trustworthy", home.Silo.Output, StringComparison.Ordinal);
    }

    /// <summary>The pair of the test above: what retirement waits for. Of the containment no silo may know too little, so it answers nothing at all.</summary>
    [Fact]
    public async Task Taken_out_too_early_it_takes_its_rows_along_and_put_back_it_brings_them_back()
    {
        await using var home = await SealedHome.StartAsync();
        (await home.Cli.RunAsync("keys", "rotate", "--ring", home.Ring)).Require(0);
        await home.ExpectRingAsync("1, 2", 2);
        var whole = await TakeOutAsync(home);
        await home.ExpectRingAsync("2", 2);
        await home.Silo.ExpectOutputAsync(KeyIsGone, TestContext.Current.CancellationToken);
        foreach (var token in home.Tokens)
        {
            await Poll.UntilAsync("unavailable", Patience, () => home.Cli.ValidateAsync(token));
        }

        Assert.Equal(0, await home.Silo.StopAsync());
        home.Launch();
        await home.ListeningAsync();
        await home.Silo.ExpectOutputAsync($"The fence was not renewed: {KeyIsGone}", TestContext.Current.CancellationToken);
        foreach (var token in home.Tokens)
        {
            Assert.Equal("unavailable", await home.Cli.ValidateAsync(token));
        }

        home.ReplaceRing(whole);
        await home.ExpectRingAsync("1, 2", 2);
        await home.ReadyAsync();
        await home.RequireAsBeforeAsync();
    }

    [Fact]
    public async Task Without_a_containment_each_session_whose_row_can_not_be_opened_is_unavailable_by_itself()
    {
        await using var home = await SealedHome.StartAsync(isContained: false);

        // Stopped first: what a silo has in memory it writes once more when it leaves, under the key that is current then.
        Assert.Equal(0, await home.Silo.StopAsync());
        (await home.Cli.RunAsync("keys", "rotate", "--ring", home.Ring)).Require(0);
        var whole = await TakeOutAsync(home);
        home.Launch();
        await home.ReadyAsync();

        foreach (var token in home.Tokens)
        {
            Assert.Equal("unavailable", await home.Cli.ValidateAsync(token));
        }

        await home.Silo.ExpectOutputAsync($"is not trustworthy and is refused: {KeyIsGone}", TestContext.Current.CancellationToken);
        Assert.Equal("active", await home.Cli.ValidateAsync((await home.Cli.EstablishAsync("erin")).Token));

        home.ReplaceRing(whole);
        await home.ExpectRingAsync("1, 2", 2);
        await home.RequireAsBeforeAsync();
    }

    /// <summary>Takes the first key out without asking. Answers the file as it was.</summary>
    private static async Task<byte[]> TakeOutAsync(SealedHome home)
    {
        var whole = await File.ReadAllBytesAsync(home.Ring, TestContext.Current.CancellationToken);
        (await home.Cli.RunAsync("keys", "retire", "--ring", home.Ring, "--id", "1", "--kind", "silo", "--rows-are-past")).Require(0);
        return whole;
    }

    private static async Task RetireAsync(SealedHome home, int exitCode, string sentence) =>
        (await home.Cli.RunAsync("keys", "retire", "--ring", home.Ring, "--id", "1", "--kind", "silo")).RequireSentence(exitCode, sentence);
}

namespace SessionCluster.EndToEnd.Tests.LocalCluster;

/// <summary>The script that starts the topology of <c>docker-compose.yml</c> as processes.</summary>
public sealed class LocalClusterTests
{
    [Fact, Rule("G1")]
    public async Task Silos_come_are_paused_killed_started_again_and_go_and_no_process_stays()
    {
        await using var cluster = new LocalCluster();
        await cluster.RunAsync("up", "2");
        Assert.Equal("ready ready", await cluster.StatesAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cluster.StateDirectory));
        var (token, sid) = await (await cluster.CallsAsync(1)).EstablishAsync("alice");
        Assert.Equal("active", await (await cluster.CallsAsync(2)).ValidateAsync(token));

        // For sessionctl; the secret stands on no command line.
        Assert.Matches("^export SESSIONCTL_URL=http://127[.]0[.]0[.]1:[0-9]+ SESSIONCTL_CLIENT_ID=dev SESSIONCTL_CLIENT_SECRET=\\S+\n$", (await cluster.TryRunAsync("client")).Output);

        await cluster.RunAsync("pause", "2");
        Assert.Equal("ready paused", await cluster.StatesAsync());
        await cluster.RunAsync("resume", "2");
        Assert.DoesNotContain("paused", await cluster.StatesAsync(), StringComparison.Ordinal);

        await cluster.RunAsync("kill", "2");
        Assert.Equal("ready dead", await cluster.StatesAsync());
        Assert.Equal("Silo 2 does not run: it is dead.\n", (await cluster.TryRunAsync("kill", "2")).Error);

        await cluster.RunAsync("up", "3");
        Assert.Equal("ready ready ready", await cluster.StatesAsync());
        await (await cluster.CallsAsync(3)).RevokeAsync(sid);
        Assert.Equal("revoked", await (await cluster.CallsAsync(2)).ValidateAsync(token));

        await cluster.RunAsync("stop", "1");
        Assert.Equal("stopped ready ready", await cluster.StatesAsync());
        var processes = Recorded(cluster);
        Assert.Equal(3, processes.Length);
        await cluster.RunAsync("down");
        Assert.Equal("stopped stopped stopped", await cluster.StatesAsync());
        Assert.All(processes, process => Assert.False(Runs(process)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("start")]
    [InlineData("up 0")]
    [InlineData("up 100")]
    [InlineData("up 2 3")]
    [InlineData("status --xml")]
    [InlineData("kill")]
    [InlineData("kill all")]
    public async Task Anything_else_is_usage(string arguments)
    {
        await using var cluster = new LocalCluster();

        var (exitCode, _, error) = await cluster.TryRunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exitCode);
        Assert.Contains("usage: eng/local-cluster.sh VERB", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_is_none_is_told_and_a_cluster_that_is_none_is_empty()
    {
        await using var cluster = new LocalCluster();

        Assert.Empty(await cluster.StatusAsync());
        Assert.Equal((1, "There is no silo 4: see eng/local-cluster.sh status.\n"), (await cluster.TryRunAsync("kill", "4")) is var (exitCode, _, error) ? (exitCode, error) : default);
    }

    private static int[] Recorded(LocalCluster cluster) =>
    [
        .. Directory.GetFiles(cluster.StateDirectory, "silo-?").Append(Path.Combine(cluster.StateDirectory, "azurite"))
            .Select(file => File.ReadAllText(file).Split(' ')[0]).Where(id => id != "-").Select(int.Parse),
    ];

    // What is left of a process until its parent asks for its exit code is no process.
    private static bool Runs(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}

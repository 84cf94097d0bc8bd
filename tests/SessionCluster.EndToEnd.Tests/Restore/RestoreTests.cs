using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>The run-book of <c>docs/restore.md</c>, with the silo and the <c>sessionctl</c> of the product, and what becomes of a restore without it.</summary>
[Rule("L25"), Rule("A10")]
public sealed class RestoreTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_every_former_edge_key_retired_no_session_of_the_backup_is_accepted_and_a_new_one_is(bool isTables)
    {
        await using var home = await RestoredHome.PrepareAsync(isTables);
        var former = Keys(home.EdgeRing);

        using (var offline = new CliHome())
        {
            var current = (await offline.RunAsync("keys", "rotate", "--ring", home.EdgeRing, "--json")).Require(0).Json["current"]!.GetValue<int>();
            foreach (var id in former)
            {
                (await offline.RunAsync("keys", "retire", "--ring", home.EdgeRing, "--id", id, "--kind", "edge")).Require(0);
            }

            Assert.DoesNotContain($"{current}", former);
            Assert.Equal([$"{current}"], Keys(home.EdgeRing));
        }

        await home.RunAsync(async cli =>
        {
            foreach (var (sid, token) in home.Sessions)
            {
                Assert.Equal("forged", await cli.ValidateAsync(token));
                Assert.Equal("revoked", $"{(await cli.RunAsync("show", sid, "--json")).Require(0).Json["status"]}");
            }

            // The lock of before the backup stands, and the one of after it has to be set again.
            Assert.Equal([RestoredHome.LockedBefore], await cli.LockedClientsAsync());
            foreach (var subject in RestoredHome.Subjects)
            {
                Assert.Equal("active", await cli.ValidateAsync((await RestoredHome.EstablishAsync(cli, subject)).Token));
            }

            await RequireWholeEventsAsync(cli, home);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_keys_every_session_that_was_shut_out_after_the_backup_is_accepted_again(bool isTables)
    {
        await using var home = await RestoredHome.PrepareAsync(isTables);

        await home.RunAsync(async cli =>
        {
            foreach (var (sid, token) in home.Sessions)
            {
                Assert.Equal("active", await cli.ValidateAsync(token));
                Assert.Equal("active", $"{(await cli.RunAsync("show", sid, "--json")).Require(0).Json["status"]}");
            }

            Assert.Equal([RestoredHome.LockedBefore], await cli.LockedClientsAsync());
            (await cli.RunAsync("establish", RestoredHome.Subjects[0], "--aud", "orders", "--amr", "pwd,otp")).RequireSentence(1, "(session_limit)");
        });
    }

    /// <summary>What "both or neither" of the run-book is for.</summary>
    [Fact]
    public async Task Rows_without_their_events_are_noticed_when_their_chains_go_on()
    {
        await using var home = await RestoredHome.PrepareRowsOnlyAsync();

        await home.RunAsync(async cli =>
        {
            (await cli.RunAsync("lock", "client", "another")).Require(0);
            (await cli.RunAsync("events", "verify", "--containment")).RequireSentence(1, "Broken at ");
        });
    }

    /// <summary>Rows and events are of one backup: chains that go on are whole.</summary>
    private static async Task RequireWholeEventsAsync(CliHome cli, RestoredHome home)
    {
        (await cli.RunAsync("lock", "client", RestoredHome.LockedLater)).Require(0);
        (await cli.RunAsync("revoke", "--sid", home.Sessions[0].Sid, "--reason", "compromise")).Require(0);
        (await cli.RunAsync("events", "verify", "--containment")).Require(0);
        (await cli.RunAsync("events", "verify", "--sid", home.Sessions[0].Sid)).Require(0);
    }

    private static string[] Keys(string ring) => [.. JsonNode.Parse(File.ReadAllText(ring))!["keys"]!.AsObject().Select(key => key.Key)];
}

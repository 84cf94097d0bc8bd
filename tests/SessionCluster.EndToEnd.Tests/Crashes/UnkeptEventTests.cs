using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Crashes;

/// <summary>kill -9 between the row's write and the event's: an end that was acknowledged is on the record, once, and so is the one that nobody answered for.</summary>
public sealed class UnkeptEventTests
{
    private const string Revoked = "session-revoked";

    [Fact, Rule("L12"), Rule("N19")]
    public async Task Every_end_that_landed_has_its_event_exactly_once_and_the_chains_are_whole()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync(home.WithFaults());
        string[] ended;
        using (var cli = CliHome.Of(home, silo))
        {
            ended = [await EstablishAsync(cli, "alice"), await EstablishAsync(cli, "bob"), await EstablishAsync(cli, "carol"), await EstablishAsync(cli, "carol")];
            (await cli.RunAsync("revoke", "--sid", ended[0], "--reason", "compromise")).Require(0);
            home.Faults.HoldEventsFromNowOn();

            // Acknowledged although their events can't be kept: by handle, whose row has landed, and with the subject, whose containment has.
            (await cli.RunAsync("revoke", "--sid", ended[1], "--reason", "compromise")).Require(0);
            (await cli.RunAsync("revoke-subject", "carol", "--reason", "compromise")).Require(0);
            await home.Faults.ExpectHeldEventAsync();
            foreach (var sid in ended[1..])
            {
                await Poll.UntilAsync("revoked", Patience, () => StatusAsync(cli, sid));
                Assert.Empty(await EventsAsync(cli, sid, Revoked));
            }

            Assert.Empty(await EventsAsync(cli, "containment", "subject-revoked"));

            // To whoever verifies now, the ends of both look cut off.
            (await cli.RunAsync("events", "verify", "--containment")).RequireSentence(1, "Broken at 1: the head of the containment log counts 1 events, and 0 are kept");
            (await cli.RunAsync("events", "verify", "--sid", ended[1])).RequireSentence(1, "are kept; the latest were cut off, or are not handed on yet.");
            await silo.KillAsync();
        }

        silo = await home.StartAsync();
        using var again = CliHome.Of(home, silo);
        foreach (var sid in ended)
        {
            // Whoever asks wakes the session, which hands on what waits.
            Assert.Equal("revoked", await StatusAsync(again, sid));
            await Poll.UntilAsync(1, Patience, async () => (await EventsAsync(again, sid, Revoked)).Count);
            (await again.RunAsync("events", "verify", "--sid", sid)).Require(0);
        }

        await Poll.UntilAsync(1, Patience, async () => (await EventsAsync(again, "containment", "subject-revoked")).Count);
        (await again.RunAsync("events", "verify", "--containment")).Require(0);

        // Handed on twice it is kept once: the receipt of a repetition is the first one's, and adds none.
        var receipt = (await again.RunAsync("revoke", "--sid", ended[1], "--reason", "compromise", "--json")).Require(0).Json;
        var kept = Assert.Single(await EventsAsync(again, ended[1], Revoked));
        Assert.Equal($"{receipt["event_id"]}", $"{kept!["event_id"]}");
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(60);

    private static async Task<string> EstablishAsync(CliHome cli, string subject)
    {
        var (sid, token) = await cli.EstablishAsync(subject);
        Assert.Equal("active", await cli.ValidateAsync(token));
        return sid;
    }

    private static async Task<string> StatusAsync(CliHome cli, string sid) => $"{(await cli.RunAsync("show", sid, "--json")).Require(0).Json["status"]}";

    private static async Task<JsonArray> EventsAsync(CliHome cli, string stream, string type) =>
        (await cli.RunAsync("events", "--sid", stream, "--type", type, "--json")).Require(0).Json["events"]!.AsArray();
}

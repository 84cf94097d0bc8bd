using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>N17: everything is logged, traced, measured, answered and stored, good calls and bad ones; then it is all searched for what must not be there.</summary>
public sealed partial class CanaryTests
{
    private const string LogOfTheSilo = "the silo's log and spans";
    private const string Metrics = "the metrics";
    private const string Answers = "the answers";
    private const string LogOfTheService = "the log of an API service";
    private const string Database = "the database in use";
    private const string DatabaseLeft = "the database as it was left";

    [Fact]
    [Rule("N17")]
    [Rule("H3")]
    public async Task No_token_secret_or_key_is_in_any_log_span_metric_answer_or_table_in_any_shape()
    {
        var canary = RandomNumberGenerator.GetBytes(24);
        var planted = string.Join(' ', "planted", Convert.ToHexStringLower(canary), Convert.ToHexString(canary), Convert.ToBase64String(canary), Base64Url.EncodeToString(canary));
        var sinks = new Sinks();
        await using var home = new SiloHome();

        // The first start shows the development client's secret, once and on purpose.
        await (await home.StartAsync()).StopAsync();
        var silo = await home.StartAsync([.. LogLevels.Trace, home.WithFaults(), "--test:print-spans", $"--test:plant={planted}", "--SessionCluster:Http:ManagementUrls=http://127.0.0.1:0"]);
        using var traffic = new CanaryTraffic(silo.Address, home.DevelopmentClient.Id, home.DevelopmentClient.Secret);
        RememberKeys(traffic, home);
        using var log = new RecordedLog();
        await using (var service = await GatewayClient.ConnectAsync(home, silo, log))
        {
            log.CreateLogger("canary").LogTrace("{Planted}", planted);
            await AskAsync(traffic, service, home, planted);
        }

        sinks.Add(Metrics, await MetricsAsync(silo));
        sinks.AddDatabase(Database, home.DataDirectory);
        await silo.StopAsync();
        sinks.AddDatabase(DatabaseLeft, home.DataDirectory);
        sinks.Add(LogOfTheSilo, silo.Output);
        sinks.Add(LogOfTheService, log.Text);
        sinks.Add(Answers, traffic.Answers);

        // A search that does not find what was planted finds nothing.
        string[] everywhere = [LogOfTheSilo, LogOfTheService, Metrics, Answers, Database, DatabaseLeft];
        AssertFound(sinks, Encoding.UTF8.GetBytes(planted), "raw", everywhere);
        Assert.All(["hex", "HEX", "base64 + 0", "base64url + 0"], form => AssertFound(sinks, canary, form, everywhere));
        Assert.Contains("Orleans.", log.Text, StringComparison.Ordinal);
        Assert.Contains("\nspan ", silo.Output, StringComparison.Ordinal);
        Assert.Contains("\ntrce: ", silo.Output, StringComparison.Ordinal);

        Assert.Equal(15, traffic.Secrets.Count);
        Assert.All(traffic.Secrets, secret => Assert.Empty(sinks.Find(secret.Bytes).Select(place => $"{secret.Name}: {place}")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_secret_within_a_longer_text_is_found_wherever_it_begins(int before)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        byte[] longer = [.. RandomNumberGenerator.GetBytes(before + 3), .. secret, .. RandomNumberGenerator.GetBytes(2)];
        var sinks = new Sinks();
        sinks.Add("text", Convert.ToBase64String(longer));
        sinks.Add("url", Base64Url.EncodeToString(longer));

        Assert.Contains($"base64 + {before} in text", sinks.Find(secret));
        Assert.Contains($"base64url + {before} in url", sinks.Find(secret));
        Assert.Empty(sinks.Find(RandomNumberGenerator.GetBytes(32)));
    }

    private static void AssertFound(Sinks sinks, byte[] secret, string form, params string[] places) =>
        Assert.All(places, place => Assert.Contains($"{form} in {place}", sinks.Find(secret)));

    private static void RememberKeys(CanaryTraffic traffic, SiloHome home)
    {
        traffic.Remember("client secret", Encoding.UTF8.GetBytes(home.DevelopmentClient.Secret));
        traffic.Remember("credentials", Encoding.UTF8.GetBytes($"{home.DevelopmentClient.Id}:{home.DevelopmentClient.Secret}"));
        foreach (var file in new[] { "edge-ring.json", "silo-ring.json" })
        {
            var keys = JsonNode.Parse(File.ReadAllText(Path.Combine(home.DataDirectory, file)))!["keys"]!.AsObject();
            foreach (var (id, key) in keys)
            {
                traffic.Remember($"key {id} of {file}", Convert.FromBase64String(key!.GetValue<string>()));
            }
        }
    }

    private static async Task AskAsync(CanaryTraffic traffic, GatewayClient service, SiloHome home, string planted)
    {
        var (token, sid) = await traffic.EstablishAsync("alice", planted);
        var (other, _) = await traffic.EstablishAsync("bob");
        Assert.Equal(200, await traffic.AskAsync("/sessions/validate", $$"""{"token":"{{token}}","scheme":"Bearer","aud":"orders"}"""));

        // Good tokens in bad calls, and bad tokens.
        var forged = token[..20] + (token[20] == 'a' ? 'b' : 'a') + token[21..];
        traffic.Remember("forged token", forged);
        string[] bodies =
        [
            $$"""{"token":"{{token}}","scheme":"Bearer","aud":"elsewhere"}""", $$"""{"token":"{{forged}}","scheme":"Bearer","aud":"orders"}""", $$"""{"token":"{{token}} ","scheme":"Bearer","aud":"orders"}""", $$"""{"token":"{{token}}"}""",
            $$"""{"token":"{{token}}","scheme":"Bearer","aud":"orders","aud":"orders"}""", $$"""{"token":["{{token}}"],"aud":"orders"}""", $$"""{"aud":"{{token}}","token":"{{token}}"}""",
            $$"""{"token":"{{token}}","aud":"orders","scheme":"{{token}}"}""", $$"""{"token":"{{token}}","scheme":"Bearer","aud":"orders","activity":"{{token}}"}""", $$"""{"token":"{{token}}""",
            $$"""{"token":"{{token}}","scheme":"Bearer","aud":"orders","proof":"{{other}}"}""", $"\"{token}\"", token,
        ];
        foreach (var body in bodies)
        {
            Assert.InRange(await traffic.AskAsync("/sessions/validate", body), 200, 499);
            Assert.InRange(await traffic.AskAsync("/sessions/revoke", body.Replace("\"aud\"", "\"reason\"", StringComparison.Ordinal)), 400, 499);
            Assert.InRange(await traffic.AskAsync("/sessions", body), 400, 499);
        }

        Assert.Equal(400, await traffic.AskAsync("/sessions/validate", $$"""{"token":"{{token}}","scheme":"Bearer","aud":"orders","{{planted}}":1}"""));

        // Credentials of a caller who mistypes, or sends a token where a secret belongs.
        traffic.Remember("mistyped secret", "correct-horse-battery-staple"u8.ToArray());
        Assert.Equal(401, await traffic.AskAsync("/sessions/validate", bodies[0], CanaryTraffic.Basic("dev", "correct-horse-battery-staple")));
        Assert.Equal(401, await traffic.AskAsync("/sessions/validate", bodies[0], CanaryTraffic.Basic("nobody", token)));
        Assert.Equal(401, await traffic.AskAsync("/sessions/validate", bodies[0], new("Bearer", token)));

        // An API service of its own process, on the way with everything logged; a session that it established too.
        var own = await service.Sessions.EstablishAsync("carol");
        traffic.Remember("token through the gateway", own.Token.Reveal());
        Assert.Equal("accepted", await service.Sessions.ValidateAsync(own), ignoreCase: true);
        await service.Sessions.RevokeAsync(own);

        // A store that fails: exceptions are logged.
        await home.Faults.SetAsync(StoreFaultSwitches.QueryOnly);
        Assert.Equal(503, await traffic.AskAsync("/sessions/revoke", $$"""{"token":"{{token}}","reason":"logout"}"""));
        Assert.Equal(503, await traffic.AskAsync("/subjects/bob/revoke", """{"reason":"compromise"}"""));
        await home.Faults.LiftAsync(StoreFaultSwitches.QueryOnly);
        Assert.Equal(200, await traffic.AskAsync($"/sessions/{sid}"));
        Assert.Equal(200, await traffic.AskAsync("/subjects/alice/sessions"));
        Assert.Equal(200, await traffic.AskAsync("/sessions/revoke", $$"""{"token":"{{token}}","reason":"logout"}"""));
        Assert.Equal(200, await traffic.AskAsync("/sessions/validate", bodies[0]));
        Assert.Equal(200, await traffic.AskAsync("/subjects/bob/revoke", """{"reason":"compromise"}"""));
    }

    private static async Task<string> MetricsAsync(SiloProcess silo)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(new Uri(ManagementLine().Match(silo.Output).Groups["url"].Value), "/metrics"), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^  management +(?<url>\S+)", RegexOptions.Multiline)]
    private static partial Regex ManagementLine();
}

using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Api;

/// <summary>The attacks that come with the sample of a protected API.</summary>
public sealed class SampleAttacksTests
{
    [Fact, Rule("A1"), Rule("A5")]
    public async Task The_owner_is_let_in_and_whoever_has_stolen_something_is_not()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        var api = await ApiProcess.StartAsync(home, silo);
        var (id, secret) = home.DevelopmentClient;

        var output = await NodeProgram.RunSampleAsync(
            "ProtectedApi",
            "attacks.mjs",
            ("SERVICE", silo.Address.ToString().TrimEnd('/')),
            ("API", api.Address.ToString().TrimEnd('/')),
            ("CLIENT_ID", id),
            ("CLIENT_SECRET", secret));

        Assert.Equal(7, output.Split('\n').Count(line => line.Trim() == "as it should be"));
        Assert.Contains("200 Hello alice", output, StringComparison.Ordinal);
        Assert.Contains("401 DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\"", output, StringComparison.Ordinal);
        Assert.Contains("401 DPoP error=\"use_dpop_nonce\", algs=\"ES256 PS256 RS256\"\n    DPoP-Nonce:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("sct_dev_", output + api.Output + silo.Output, StringComparison.Ordinal);
    }
}

using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Readme;

/// <summary>The program that the README shows, as a process of its own.</summary>
public sealed class GatewaySampleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_of_the_README_establishes_validates_and_revokes()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        var client = home.LaunchProgram(
            "GatewayClient", $"--Gateway={silo.GatewayPort}", $"--EdgeRing={Path.Combine(home.DataDirectory, "edge-ring.json")}");

        Assert.Equal(0, await client.WaitForExitAsync(Cancellation));

        Assert.Equal("accepted\nrefused: Revoked\n", client.Output);
    }
}

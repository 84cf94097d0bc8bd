using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

/// <summary>The verb <c>client new</c>.</summary>
public sealed partial class ClientNewTests
{
    [Fact, Rule("N1")]
    public async Task It_prints_a_secret_once_and_configuration_that_a_silo_takes()
    {
        await using var home = new SiloHome();

        var printed = await RunAsync(home, "client", "new", "orders-api");

        var secret = Assert.Single(SecretLine().Matches(printed)).Groups["secret"].Value;
        var json = printed[printed.IndexOf('{', StringComparison.Ordinal)..];
        Assert.Contains($"\"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
        await File.WriteAllTextAsync(home.SettingsFile, json, TestContext.Current.CancellationToken);
        var silo = await home.StartAsync();
        using var http = new HttpClient { BaseAddress = silo.Address };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"orders-api:{secret}")));
        Assert.Contains("/sessions/validate", await http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_secrets_are_two()
    {
        await using var home = new SiloHome();

        Assert.NotEqual(await RunAsync(home, "client", "new", "a"), await RunAsync(home, "client", "new", "a"));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("client new")]
    [InlineData("client list")]
    [InlineData("client new a b")]
    [InlineData("client new a/b")]
    public async Task Anything_else_is_a_sentence_and_exit_code_2(string commandLine)
    {
        await using var home = new SiloHome();

        var silo = home.LaunchProgram("SessionCluster.Silo", commandLine.Split(' '));

        Assert.Equal(2, await silo.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(silo.Errors);
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(SiloHome home, params string[] commandLine)
    {
        var silo = home.LaunchProgram("SessionCluster.Silo", commandLine);
        Assert.Equal(0, await silo.WaitForExitAsync(TestContext.Current.CancellationToken));
        return silo.Output;
    }

    [GeneratedRegex(@"^ +(?<secret>[A-Za-z0-9_-]{43})$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();
}

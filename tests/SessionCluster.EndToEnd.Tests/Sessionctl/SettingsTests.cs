using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>Where address and credentials come from: options, variables, the settings file, the Development file; and which files are refused.</summary>
public sealed class SettingsTests(SharedCliSilo shared) : IClassFixture<SharedCliSilo>
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Url => shared.Silo.Address.ToString();

    private string Good => $$"""{ "url": "{{Url}}", "client_id": "{{shared.Silos.DevelopmentClient.Id}}", "client_secret": "{{shared.Silos.DevelopmentClient.Secret}}" }""";

    [Fact]
    public async Task The_settings_file_is_enough()
    {
        using var cli = new CliHome();
        cli.WriteSettings(Good);

        (await cli.RunAsync("list", "alice")).Require(0);
    }

    [Fact]
    public async Task Variables_win_over_the_settings_file()
    {
        using var cli = new CliHome();
        cli.WriteSettings(Good);
        cli.Variables["SESSIONCTL_CLIENT_ID"] = CliClients.Reader;
        cli.Variables["SESSIONCTL_CLIENT_SECRET"] = CliClients.ReaderSecret;
        (await cli.RunAsync("list", "alice")).RequireSentence(4, "(forbidden)");

        cli.Variables["SESSIONCTL_URL"] = $"http://127.0.0.1:{FreePort.Find()}";
        (await cli.RunAsync("list", "alice")).RequireSentence(3, "No service answers");
    }

    [Fact]
    public async Task Options_win_over_variables()
    {
        using var cli = new CliHome();
        cli.Variables["SESSIONCTL_URL"] = $"http://127.0.0.1:{FreePort.Find()}";
        cli.Variables["SESSIONCTL_CLIENT_ID"] = "somebody";
        cli.Variables["SESSIONCTL_CLIENT_SECRET"] = shared.Silos.DevelopmentClient.Secret;

        (await cli.RunAsync("list", "alice", "--url", Url, "--client-id", "dev")).Require(0);
        (await cli.RunAsync("list", "alice", "--url", Url)).RequireSentence(4, "(invalid_client)");
    }

    [Theory]
    [InlineData(Owner | UnixFileMode.GroupRead)]
    [InlineData(Owner | UnixFileMode.OtherRead)]
    [InlineData(Owner | UnixFileMode.GroupWrite)]
    public async Task A_settings_file_that_is_open_to_others_is_refused(UnixFileMode mode)
    {
        using var cli = new CliHome();
        var path = cli.WriteSettings(Good, mode);

        (await cli.RunAsync("list", "alice")).RequireSentence(2, $"chmod 600 {path}");
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{ "client_id": "dev" }""")]
    [InlineData("""{ "client_id": "dev", "client_secret": "canary-secret", "typo": 1 }""")]
    [InlineData("""{ "client_id": "dev", "client_secret": ["canary-secret"] }""")]
    public async Task A_settings_file_that_is_not_in_order_is_refused_and_not_repeated(string content)
    {
        using var cli = new CliHome();
        cli.WriteSettings(content);

        var run = (await cli.RunAsync("list", "alice")).RequireSentence(2, "config.json is not what it should be");
        Assert.DoesNotContain("canary-secret", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_nobody_needs_need_not_be_in_order()
    {
        using var cli = CliHome.Of(shared.Silos, shared.Silo);
        cli.WriteSettings("not JSON");

        (await cli.RunAsync("list", "alice")).Require(0);
    }

    [Fact]
    public async Task A_secret_is_not_sent_under_another_clients_name()
    {
        using var cli = new CliHome();
        cli.WriteSettings(Good);

        (await cli.RunAsync("list", "alice", "--client-id", "other")).RequireSentence(2, "has the secret of 'dev', not of 'other'");
    }

    [Fact]
    public async Task Half_of_the_credentials_is_a_mistake()
    {
        using var cli = new CliHome();
        cli.WriteSettings(Good);
        cli.Variables["SESSIONCTL_CLIENT_ID"] = "dev";

        (await cli.RunAsync("list", "alice")).RequireSentence(2, "SESSIONCTL_CLIENT_ID is set and SESSIONCTL_CLIENT_SECRET is not");
    }

    [Fact]
    public async Task The_Development_file_is_found_in_the_data_directory_and_goes_to_this_machine_only()
    {
        using var cli = new CliHome();

        (await cli.RunAsync("list", "alice", "--url", Url, "--data", shared.Silos.DataDirectory)).Require(0);
        (await cli.RunAsync("list", "alice", "--url", "https://sessions.example", "--data", shared.Silos.DataDirectory)).RequireSentence(2, "is not sent to https://sessions.example");
        (await cli.RunAsync("list", "alice", "--url", Url, "--data", cli.Folder)).RequireSentence(2, "There are no client credentials");
    }

    [Fact]
    public async Task The_Development_file_of_the_repository_is_found_from_a_folder_below()
    {
        using var cli = new CliHome();
        var data = Directory.CreateDirectory(Path.Combine(cli.Folder, "silo/SessionCluster.Silo/.data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "SessionCluster.sln"), "", TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(shared.Silos.DataDirectory, "dev-client.json"), Path.Combine(data, "dev-client.json"));

        // In a work tree whose silo never ran there is no other to find.
        (await cli.RunAsync("list", "alice", "--url", Url)).Require(0);
    }
}

using System.Text.RegularExpressions;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Tour;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/sessionctl.md</c> has the verbs, options, examples, settings and exit codes that the program has; the tour knows the attacks of the README.</summary>
public sealed partial class SessionctlDocumentTests
{
    private static readonly string Page = Repository.Read("docs/sessionctl.md");

    public static TheoryData<string> Verbs => [.. VerbTable.All.Select(verb => verb.Name)];

    [Fact]
    public void The_page_has_a_section_for_every_verb_and_for_no_other() =>
        Assert.Equal(VerbTable.All.Select(verb => verb.Name), VerbHeading().Matches(Page).Select(heading => heading.Groups["verb"].Value));

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_verb_has_its_options_and_its_help_has_examples(string name)
    {
        using var cli = new CliUnderTest();
        Assert.Equal(0, await cli.RunAsync("", [.. name.Split(' '), "--help"]));

        var section = Section(name);
        var common = Section("Options of every verb");
        var options = HelpOption().Matches(cli.Output).Select(option => option.Groups["name"].Value).Where(option => option != "--help").ToArray();
        Assert.Equal(options.Except(Option().Matches(common).Select(option => option.Groups["name"].Value)), Option().Matches(section).Select(option => option.Groups["name"].Value));
        Assert.All(VerbTable.All.Single(verb => verb.Name == name).Examples, example => Assert.Contains(example, cli.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_settings_and_exit_codes_are_those_of_the_code()
    {
        Assert.All([SettingNames.UrlVariable, SettingNames.ClientIdVariable, SettingNames.ClientSecretVariable, $"~/{SettingNames.ConfigFile}", SettingNames.DevelopmentFile, SettingNames.DefaultUrl], setting => Assert.Contains($"`{setting}`", Page, StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => $"{(int)code}"), ExitCodeRow().Matches(Page).Select(row => row.Groups["code"].Value));
    }

    [Fact]
    public void The_tour_plays_or_names_every_attack_of_the_README()
    {
        var attacks = AttackRow().Matches(Repository.Read("README.md")).ToDictionary(row => row.Groups["id"].Value, row => row.Groups["since"].Value);

        Assert.Equal(attacks.Keys, Attack.All.Select(attack => attack.Id));
        Assert.All(Attack.All.Where(attack => attack.Unplayed is null), attack => Assert.True(Release.Includes(attacks[attack.Id]), attack.Id));
        Assert.All(Attack.All.Where(attack => attack.Unplayed is not null && !Release.Includes(attacks[attack.Id])), attack =>
        {
            Assert.StartsWith("not there yet: ", attack.Unplayed, StringComparison.Ordinal);
            Assert.EndsWith(Version().Match(attacks[attack.Id]) is { Success: true } version ? $" comes with version {version.Value}" : " comes with a later version", attack.Unplayed, StringComparison.Ordinal);
        });
    }

    private static string Section(string title)
    {
        var start = Regex.Match(Page, $"^##+ `?{Regex.Escape(title)}`?$", RegexOptions.Multiline);
        Assert.True(start.Success, $"{title} has no section.");
        var end = Page.IndexOf("\n##", start.Index + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start.Index..] : Page[start.Index..end];
    }

    [GeneratedRegex("^### `(?<verb>[a-z -]+)`$", RegexOptions.Multiline)]
    private static partial Regex VerbHeading();

    [GeneratedRegex(@"^\s+(?:-[a-z], )?(?<name>--[a-z-]+)\b", RegexOptions.Multiline)]
    private static partial Regex HelpOption();

    [GeneratedRegex(@"^\| `(?<name>--[a-z-]+)\b[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| (?<code>\d) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();

    [GeneratedRegex(@"^\| (?<id>A\d+) \| [^|]+ \| (?<since>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex AttackRow();

    [GeneratedRegex(@"^\d+\.\d+")]
    private static partial Regex Version();
}

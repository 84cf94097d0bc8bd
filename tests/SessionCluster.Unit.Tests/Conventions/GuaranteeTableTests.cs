using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The README's guarantees: what it says holds is attacked by a test that exists.</summary>
public sealed partial class GuaranteeTableTests
{
    private static readonly string Tests = string.Concat(Repository.TextFiles(".cs").Where(path => path.StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Read));

    private static readonly Match[] Rows = Row().Matches(Repository.Read("README.md")).ToArray();

    [Fact]
    public void There_are_seven() => Assert.Equal(["G1", "G2", "G3", "G4", "G5", "G6", "G7"], Rows.Select(row => row.Groups["id"].Value));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var names = Rows.SelectMany(Names).ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($" {name}(", Tests, StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_dated_release_every_guarantee_that_holds_names_a_test_and_has_one_that_carries_its_id() =>
        Assert.All(Rows.Where(row => Release.IsDated && row.Value.Contains($"holds in {Release.Version}", StringComparison.Ordinal)), row =>
        {
            Assert.NotEmpty(Names(row));
            Assert.Contains($"Rule(\"{row.Groups["id"].Value}\")", Tests, StringComparison.Ordinal);
        });

    private static IEnumerable<string> Names(Match row) => TestName().Matches(row.Value).Select(name => name.Groups["name"].Value);

    [GeneratedRegex(@"^\| (?<id>G\d) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}

using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The repository stands alone: what it cites is in it.</summary>
public sealed partial class RepositoryTextTests
{
    // Composed, so that this file does not contain what it looks for.
    private static readonly Regex Outside = new(@"\.\./" + "shared" + "|" + @"(?<![A-Za-z0-9._\-}])/" + @"work(?![A-Za-z0-9_\-])");

    [Fact]
    public void No_file_mentions_a_path_outside_the_repository()
    {
        string[] mentions = [.. Repository.TextFiles().Where(path => Outside.IsMatch(Repository.Read(path)))];

        Assert.Empty(mentions);
    }

    [Theory]
    [InlineData("see ../" + "shared/design.md", true)]
    [InlineData("cd /" + "work/main", true)]
    [InlineData("in /" + "work.", true)]
    [InlineData("on a/work/b, a /workload and at /sessions/workshop", false)]
    public void A_path_outside_is_recognised(string text, bool found) => Assert.Equal(found, Outside.IsMatch(text));

    [Fact]
    public void Every_relative_link_of_a_document_leads_somewhere()
    {
        var links = Repository.TextFiles(".md")
            .SelectMany(page => Link().Matches(Repository.Read(page)).Select(match => (page, target: match.Groups["target"].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal))
            .ToLookup(link => Repository.Exists(Path.Combine(Path.GetDirectoryName(link.page)!, link.target)));

        Assert.NotEmpty(links[true]);
        Assert.Empty(links[false]);
    }

    [Fact]
    public void Every_design_note_stands_in_the_index()
    {
        var index = Repository.Read("docs/design/README.md");
        var notes = Repository.TextFiles(".md").Where(path => path.StartsWith("docs/design/", StringComparison.Ordinal)).Select(Path.GetFileName).Where(name => name != "README.md");

        Assert.All(notes, note => Assert.Contains($"]({note})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void The_continuous_integration_runs_the_command_of_the_README()
    {
        const string Command = "dotnet test SessionCluster.sln";

        Assert.Contains(Command, Repository.Read("README.md"), StringComparison.Ordinal);
        Assert.Contains(Command, Repository.Read(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_in_the_README_is_the_sample_that_is_compiled_and_run() =>
        Assert.Contains($"```csharp\n{Repository.Read("samples/GatewayClient/Program.cs")}```", Repository.Read("README.md"), StringComparison.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}

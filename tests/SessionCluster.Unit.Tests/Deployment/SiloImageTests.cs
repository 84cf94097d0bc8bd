using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SessionCluster.Unit.Tests.Conventions;

namespace SessionCluster.Unit.Tests.Deployment;

public sealed partial class SiloImageTests
{
    [Fact]
    public void What_is_copied_is_there_and_not_ignored()
    {
        var ignore = Repository.Read(".dockerignore").Split('\n');

        Assert.NotEmpty(SiloImage.CopiedFromRepository);
        Assert.All(SiloImage.CopiedFromRepository, source => Assert.True(Repository.Exists(source), source));
        Assert.All(SiloImage.CopiedFromRepository, source => Assert.Contains($"!{source.TrimEnd('/')}", ignore));
    }

    /// <summary>A project that is not copied is missed only when somebody builds the image.</summary>
    [Fact]
    public void Every_project_that_the_silo_is_built_from_is_copied()
    {
        var projects = new HashSet<string>();
        Collect("silo/SessionCluster.Silo/SessionCluster.Silo.csproj", projects);

        Assert.Contains("grains/SessionCluster.Core/SessionCluster.Core.csproj", projects);
        Assert.All(projects, project => Assert.Contains(SiloImage.CopiedFromRepository, source => project.StartsWith(source, StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_bases_are_of_the_version_that_the_repository_is_built_with()
    {
        var sdk = JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["version"]!.GetValue<string>();
        var version = string.Join('.', sdk.Split('.')[..2]);

        Assert.Equal([$"mcr.microsoft.com/dotnet/sdk:{version}-noble", $"mcr.microsoft.com/dotnet/aspnet:{version}-noble-chiseled"], SiloImage.Instructions("FROM").Select(line => line.Split(' ')[1]));
    }

    [Fact]
    public void It_does_not_run_as_root()
    {
        var last = SiloImage.LastStage.ToList();

        Assert.Equal("USER $APP_UID", Assert.Single(last, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.DoesNotContain(last, line => line.StartsWith("RUN ", StringComparison.Ordinal));
    }

    private static void Collect(string project, HashSet<string> projects)
    {
        if (projects.Add(project))
        {
            foreach (var reference in Reference().Matches(Repository.Read(project)).Select(match => match.Groups["path"].Value))
            {
                Collect(Path.GetRelativePath(Repository.Root, Path.GetFullPath(reference, Path.Combine(Repository.Root, Path.GetDirectoryName(project)!))), projects);
            }
        }
    }

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"")]
    private static partial Regex Reference();
}

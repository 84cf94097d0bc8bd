using System.Reflection;
using System.Text.RegularExpressions;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The reference graph of <c>docs/architecture.md</c>.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void Core_references_nothing_that_runs_or_stores()
    {
        string[] allowed = [ShippedAssemblies.Prefix + "Abstractions", "Orleans.Core.Abstractions", "Orleans.Serialization", "Orleans.Serialization.Abstractions"];
        var foreign = References("Core").Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Except(allowed);

        Assert.Empty(foreign);
    }

    [Theory]
    [InlineData("Abstractions")]
    [InlineData("Core", "Abstractions")]
    [InlineData("Grains", "Abstractions", "Core")]
    [InlineData("Client", "Abstractions")]
    [InlineData("Cli", "Abstractions", "Client")]
    [InlineData("AspNetCore", "Abstractions", "Client")]
    [InlineData("Client.Testing", "Abstractions", "Client")]
    [InlineData("Silo", "Abstractions", "Core", "Grains", "Client")]
    public void A_project_sees_only_what_the_graph_allows(string project, params string[] allowed)
    {
        var names = allowed.Select(name => ShippedAssemblies.Prefix + name).ToArray();

        Assert.Empty(References(project).Where(name => name.StartsWith(ShippedAssemblies.Prefix, StringComparison.Ordinal)).Except(names));
        Assert.Empty(ProjectReferences(project).Except(names));
    }

    [Fact]
    public void References_are_read_from_assembly_and_project_file()
    {
        Assert.Contains(ShippedAssemblies.Prefix + "Abstractions", References("Client"));
        Assert.Equal([ShippedAssemblies.Prefix + "Abstractions"], ProjectReferences("Client"));
    }

    private static IEnumerable<string> References(string project) =>
        Assembly.Load(ShippedAssemblies.Prefix + project).GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> ProjectReferences(string project) =>
        ProjectReference().Matches(Repository.Read(Repository.TextFiles($"/{ShippedAssemblies.Prefix}{project}.csproj").Single())).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/(?<name>[^/""]+)\.csproj""")]
    private static partial Regex ProjectReference();
}

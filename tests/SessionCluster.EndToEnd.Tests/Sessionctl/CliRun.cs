using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>What a run of <c>sessionctl</c> came to.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Its standard output as JSON.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>Its standard output as one word.</summary>
    public string Word => Output.TrimEnd('\n');

    /// <summary>Requires an exit code, and shows what was said when it is another.</summary>
    public CliRun Require(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"The exit code is {ExitCode}, not {exitCode}.\n{Output}\n{Errors}");
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Requires a failure that says one sentence and nothing else.</summary>
    public CliRun RequireSentence(int exitCode, string part)
    {
        Require(exitCode);
        Assert.Empty(Output);
        Assert.Contains(part, Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        return this;
    }
}

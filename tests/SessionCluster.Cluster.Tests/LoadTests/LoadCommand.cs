using SessionCluster.LoadTests;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Targets;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>The load tester's program as its callers see it: an exit code, and what it says where.</summary>
internal sealed record LoadCommand(int ExitCode, string Output, string Errors)
{
    public static Task<LoadCommand> RunAsync(ILoadTarget target, string line) => RunAsync(_ => Task.FromResult(target), line);

    public static async Task<LoadCommand> RunAsync(Func<LoadOptions, Task<ILoadTarget>> open, string line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await LoadProgram.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), open, output, errors);
        return new(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>A run that can't begin.</summary>
    public static Task<LoadCommand> RefuseAsync(string line) => RunAsync(_ => throw new InvalidOperationException("Nothing is to be opened."), line);
}

using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Load;
using SessionCluster.LoadTests.Progress;
using SessionCluster.LoadTests.Reports;
using SessionCluster.LoadTests.Targets;

namespace SessionCluster.LoadTests;

/// <summary>From a command line to an exit code.</summary>
internal static class LoadProgram
{
    /// <param name="args">The command line.</param>
    /// <param name="open">Opens the cluster under load; a test opens one of its own.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="errors">Where sentences go that are none.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Func<LoadOptions, Task<ILoadTarget>> open, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h" or "help"])
        {
            await output.WriteAsync(HelpText.Text);
            return ExitCodes.Done;
        }

        if (!LoadArguments.TryParse(args, out var options, out var problem))
        {
            await errors.WriteLineAsync(problem);
            return ExitCodes.Usage;
        }

        try
        {
            await using var target = await open(options);
            var result = await new LoadRun(options, target, Progresses.For(options.Json, output, errors)).RunAsync();
            var report = ReportWriter.Compose(options, args, target.Transport, result);
            await ReportOutput.WriteAsync(options, report, output);
            return report.ExitCode;
        }
        catch (LoadException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
    }
}

using System.Globalization;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Hosting;

/// <summary>The command line.</summary>
internal static class SessionctlProgram
{
    private const int Interrupted = 130;
    private const int LongestRepeated = 24;

    /// <summary>Does what it says.</summary>
    /// <returns>An <see cref="ExitCode"/>, or 130 when it was interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken)
    {
        if (LeakedToken.IsIn(args))
        {
            return Usage(host, LeakedToken.Sentence);
        }

        if (args is [var word] && VerbTable.After(word) is { Length: > 0 } following)
        {
            return Usage(host, $"Say `sessionctl {word}` and one of: {string.Join(", ", following)}.");
        }

        try
        {
            // Nothing said is a question, too.
            return await Make(host).RunAsync(args.Length == 0 ? ["--help"] : WithDashes(args), cancellationToken).ConfigureAwait(false);
        }
        catch (CommandAppException exception)
        {
            // The message alone: what is drawn beside it repeats the command line.
            return Usage(host, $"{WithoutLongArguments(exception.Message, args).TrimEnd('.')}. Say `sessionctl --help`, or `sessionctl VERB --help`.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    private static CommandApp Make(CliHost host)
    {
        var app = new CommandApp();
        app.Configure(program =>
        {
            program.Settings.ApplicationName = "sessionctl";
            program.Settings.ApplicationVersion = typeof(SessionctlProgram).Assembly.GetName().Version?.ToString(3);
            program.Settings.Console = host.Console.Out;
            program.Settings.Culture = CultureInfo.InvariantCulture;
            program.Settings.StrictParsing = true;
            program.Settings.PropagateExceptions = true;
            program.Settings.MaximumIndirectExamples = 0;
            program.Settings.Registrar.RegisterInstance(host);
            VerbTable.AddTo(program);
        });
        return app;
    }

    // A lone dash, standard input where a file is asked for, is no value to the parser unless it is joined to its option.
    private static List<string> WithDashes(string[] args)
    {
        var joined = new List<string>(args.Length);
        foreach (var arg in args)
        {
            if (arg == "-" && joined is [.., ['-', '-', _, ..] option] && !option.Contains('=', StringComparison.Ordinal))
            {
                joined[^1] = $"{option}=-";
            }
            else
            {
                joined.Add(arg);
            }
        }

        return joined;
    }

    // What is that long and in the wrong place may be a secret in the wrong place.
    private static string WithoutLongArguments(string message, string[] args) =>
        args.Where(arg => arg.Length > LongestRepeated).Aggregate(message, (text, arg) => text.Replace(arg, "...", StringComparison.Ordinal));

    private static int Usage(CliHost host, string sentence)
    {
        host.Console.Tell(sentence);
        return (int)ExitCode.Usage;
    }
}

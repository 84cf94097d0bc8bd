using Spectre.Console;

namespace SessionCluster.Cli.Rendering;

/// <summary>Standard input, output and error. Tables and colours are for people: a stream that is no terminal gets neither colours nor a narrow width.</summary>
internal sealed class CliConsole
{
    private const int WidthOfFiles = 200;

    public CliConsole(TextReader input, bool inputIsTerminal, TextWriter output, bool outputIsTerminal, TextWriter error, bool errorIsTerminal)
    {
        (Input, InputIsTerminal, OutputIsTerminal) = (input, inputIsTerminal, outputIsTerminal);
        Out = Make(output, outputIsTerminal);
        Error = Make(error, errorIsTerminal);
    }

    /// <summary>Standard input.</summary>
    public TextReader Input { get; }

    /// <summary>True when somebody types.</summary>
    public bool InputIsTerminal { get; }

    /// <summary>True when somebody reads; false in a pipe or a file.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>What was asked for.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>What is wrong, and what is said beside the answer.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>The process's own.</summary>
    public static CliConsole OfProcess() => new(Console.In, !Console.IsInputRedirected, Console.Out, !Console.IsOutputRedirected, Console.Error, !Console.IsErrorRedirected);

    /// <summary>A line of the answer, as it is: for scripts.</summary>
    public void Line(string text) => Out.Profile.Out.Writer.WriteLine(text);

    /// <summary>A sentence for whoever called, on standard error.</summary>
    public void Tell(string sentence) => Error.Profile.Out.Writer.WriteLine(Printable.Of(sentence));

    private static IAnsiConsole Make(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}

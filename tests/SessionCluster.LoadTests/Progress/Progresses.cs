using Spectre.Console;

namespace SessionCluster.LoadTests.Progress;

/// <summary>Chooses how to tell.</summary>
internal static class Progresses
{
    /// <summary>Lines of the errors' stream when the standard output belongs to JSON; a table in a terminal; lines otherwise.</summary>
    public static IProgress For(bool json, TextWriter output, TextWriter errors) => json
        ? new PlainProgress(errors)
        : ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive ? new LiveProgress(AnsiConsole.Console) : new PlainProgress(output);
}

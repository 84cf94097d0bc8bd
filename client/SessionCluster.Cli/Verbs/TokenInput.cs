using System.Diagnostics.CodeAnalysis;
using SessionCluster.Cli.Rendering;
using Spectre.Console;

namespace SessionCluster.Cli.Verbs;

/// <summary>Reads a token: from standard input and from nowhere else, since a command line is seen by every process of the machine and kept by the shell.</summary>
internal static class TokenInput
{
    // The service takes up to 1,024 characters as a token and refuses what is none.
    private const int MaxLength = 1024;

    /// <summary>Reads it; the line end that commands print after it is not part of it.</summary>
    public static bool TryRead(CliConsole console, [NotNullWhen(true)] out string? token, [NotNullWhen(false)] out string? problem)
    {
        token = console.InputIsTerminal ? console.Error.Prompt(new TextPrompt<string>("Token (not shown):").Secret(null).AllowEmpty()) : ReadAll(console.Input);
        token = token.TrimEnd('\r', '\n');
        problem = token.Length switch
        {
            0 => "There is no token: give it on standard input, `sessionctl establish ... | sessionctl validate ...` for instance.",
            > MaxLength => $"That is no token: standard input has more than {MaxLength} characters. Give the token alone.",
            _ => null,
        };
        return problem is null;
    }

    private static string ReadAll(TextReader input)
    {
        Span<char> text = stackalloc char[MaxLength + 3];
        var length = input.ReadBlock(text);
        var token = new string(text[..length]);
        text.Clear();
        return token;
    }
}

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

    /// <summary>Reads it from a file; a dash is standard input.</summary>
    public static bool TryReadFile(CliConsole console, string path, [NotNullWhen(true)] out string? token, [NotNullWhen(false)] out string? problem)
    {
        if (path == "-")
        {
            return TryRead(console, out token, out problem);
        }

        (token, problem) = (null, null);
        try
        {
            using var reader = new StreamReader(path);
            token = ReadAll(reader).TrimEnd('\r', '\n');
            problem = token.Length is 0 or > MaxLength ? $"{path} is no token: it has 1 to {MaxLength} characters." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} can't be read: {exception.Message}";
        }

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

namespace SessionCluster.Cli.Service;

/// <summary>Reads server-sent events (the HTML standard, section 9.2) as the service writes them: a line of data each.</summary>
internal static class ServerSentEvents
{
    /// <summary>Their media type.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>After how long a silence the connection counts as lost: 45 s; the service breaks its own after 15.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Reads to the end. What is not whole at the end is not told.</summary>
    /// <exception cref="OperationCanceledException">It was silent too long, or the caller ended it.</exception>
    public static async Task ReadAsync(TextReader reader, Action<ServerSentEvent> tell, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? data = null, id = null;
        while (true)
        {
            patience.CancelAfter(Patience);
            switch (await reader.ReadLineAsync(patience.Token).ConfigureAwait(false))
            {
                case null:
                    return;
                case "":
                    if (data is not null)
                    {
                        tell(new(data, id));
                    }

                    (data, id) = (null, null);
                    break;
                case { } line when Field(line, "data") is { } text:
                    data = data is null ? text : $"{data}\n{text}";
                    break;
                case { } line when Field(line, "id") is { } text:
                    id = text;
                    break;
            }
        }
    }

    private static string? Field(string line, string name)
    {
        if (!line.StartsWith(name, StringComparison.Ordinal) || line.Length == name.Length || line[name.Length] != ':')
        {
            return null;
        }

        var text = line[(name.Length + 1)..];
        return text.StartsWith(' ') ? text[1..] : text;
    }
}

using System.Text;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>What a process prints, line by line as it comes.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _all = new();
    private readonly StringBuilder _errors = new();

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _all.ToString();
            }
        }
    }

    public string ErrorText
    {
        get
        {
            lock (_lock)
            {
                return _errors.ToString();
            }
        }
    }

    public void Add(string? line)
    {
        lock (_lock)
        {
            Append(_all, line);
        }
    }

    public void AddError(string? line)
    {
        lock (_lock)
        {
            Append(_all, line);
            Append(_errors, line);
        }
    }

    // The end of the stream comes as null.
    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            text.Append(line).Append('\n');
        }
    }
}

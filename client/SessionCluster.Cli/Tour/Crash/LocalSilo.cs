using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SessionCluster.Cli.Tour.Crash;

/// <summary>A silo of a local cluster, as <c>eng/local-cluster.sh</c> has recorded it.</summary>
/// <param name="Index">Its index, from 1.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Began">When that process began, in the kernel's ticks: another process with the same id began at another time.</param>
/// <param name="HttpPort">Where it listens for HTTP.</param>
internal sealed record LocalSilo(int Index, int ProcessId, string Began, int HttpPort)
{
    // In the order of proc(5): the first after the name in brackets is the state, the twentieth when it began.
    private const int State = 0;
    private const int StartTime = 19;

    /// <summary>True while the recorded process runs. Without /proc nobody can say, and it counts as one that does not.</summary>
    public bool Runs
    {
        get
        {
            try
            {
                var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/stat"));
                var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return fields.Length > StartTime && fields[StartTime] == Began && fields[State] is not ("Z" or "X");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    /// <returns>False when it does not run, or is not ours to end.</returns>
    public bool TryKill()
    {
        if (!Runs)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            process.Kill();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}

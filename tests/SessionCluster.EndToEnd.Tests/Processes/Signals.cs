using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Sends signals to a process by its id.</summary>
internal static partial class Signals
{
    public static void Send(int processId, Signal signal)
    {
        if (Kill(processId, (int)signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Signal {signal} could not be sent to process {processId}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}

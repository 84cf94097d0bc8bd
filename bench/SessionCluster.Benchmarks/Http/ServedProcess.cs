using System.Diagnostics;
using System.Text.Json;

namespace SessionCluster.Benchmarks.Http;

/// <summary>A served silo in a process of its own, so that its processor time is not the load's.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, ServedAddress address)
    {
        _process = process;
        Address = address;
    }

    public ServedAddress Address { get; }

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServedProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServedProcess).Assembly.Location, "serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The silo's process did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, JsonSerializer.Deserialize<ServedAddress>(line)!);
            }
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The silo's process ended with {process.ExitCode} before it served.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(90)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Comparison.Serving;

/// <summary>The server's process, and the orders it takes. Stopped by its own id.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>A line with an answer begins so; others are the silo's log.</summary>
    public const string Mark = "answer ";

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public ServedAddress Address { get; private set; } = new(0, string.Empty);

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, "serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("The server's process did not start."));
        server.Address = await server.AnswerAsync<ServedAddress>();
        return server;
    }

    /// <summary>Measures in the server's own process.</summary>
    public Task<PhaseResult> MeasureAsync(string what, int callers, TimeSpan duration) =>
        OrderAsync<PhaseResult>(string.Create(CultureInfo.InvariantCulture, $"{what} {callers} {duration.TotalSeconds}"));

    public Task<MemoryFloor> MeasureMemoryAsync(int count) => OrderAsync<MemoryFloor>(string.Create(CultureInfo.InvariantCulture, $"memory {count}"));

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<T> OrderAsync<T>(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await AnswerAsync<T>();
    }

    private async Task<T> AnswerAsync<T>()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                return JsonSerializer.Deserialize<T>(line[Mark.Length..]) ?? throw new InvalidOperationException("The server answered nothing.");
            }
        }

        throw new InvalidOperationException("The server's process ended before it answered.");
    }
}

using System.ComponentModel;
using System.Diagnostics;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Comparison.Serving;
using StackExchange.Redis;

namespace SessionCluster.Comparison.Contenders;

/// <summary>A Redis of this run's own on 127.0.0.1, in memory, stopped by its own id.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly BenchDirectory _directory;
    private readonly Process _process;

    private RedisServer(BenchDirectory directory, Process process, IConnectionMultiplexer connection) => (_directory, _process, Connection) = (directory, process, connection);

    /// <summary>One connection, over which everything is pipelined, as StackExchange.Redis means it to be used.</summary>
    public IConnectionMultiplexer Connection { get; }

    public string Version => Connection.GetServers()[0].Version.ToString();

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <returns>The server, or <see langword="null"/> where redis-server is not installed.</returns>
    public static async Task<RedisServer?> StartAsync()
    {
        var port = FreePort.Find();
        var directory = new BenchDirectory();
        try
        {
            var process = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory.Path]) { RedirectStandardOutput = true })!;
            _ = process.StandardOutput.ReadToEndAsync();
            return new(directory, process, await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},connectRetry=20,connectTimeout=10000"));
        }
        catch (Win32Exception)
        {
            directory.Dispose();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace SessionCluster.Cli.Tour.Restore;

/// <summary>A silo of the tour's own, on a copy of a store, on free ports of this machine. It is ended with this.</summary>
internal sealed partial class CopiedSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TimeProvider _clock;

    private CopiedSilo(ProcessStartInfo start, TimeProvider clock)
    {
        _clock = clock;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="command">The command that starts a silo, to which options can be added.</param>
    /// <param name="store">The data directory.</param>
    /// <param name="clock">The clock.</param>
    public static CopiedSilo Start(string command, CopiedStore store, TimeProvider clock)
    {
        string[] options =
        [
            $"--SessionCluster:DataDirectory='{store.Location}'",
            "--SessionCluster:Http:Urls=http://127.0.0.1:0",
            "--SessionCluster:Cluster:SiloPort=0",
            "--SessionCluster:Cluster:GatewayPort=0",
        ];

        // Instead of the shell: its process is the silo's.
        return new(
            new("/bin/sh", ["-c", $"exec {command} {string.Join(' ', options)}"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            },
            clock);
    }

    /// <summary>Waits until it says where it listens and that it is ready.</summary>
    /// <returns>Where; <see langword="null"/> when it ended, or took too long.</returns>
    public async Task<Uri?> WaitAsync(CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!_process.HasExited && _clock.GetElapsedTime(began) < Patience)
        {
            if (HttpLine().Match(Output) is { Success: true } line && new Uri(line.Groups["url"].Value) is var address && await IsReadyAsync(http, address, cancellationToken).ConfigureAwait(false))
            {
                return address;
            }

            await Task.Delay(Period, _clock, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Asks it to stop, so that it leaves a whole file, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
            await stop.WaitForExitAsync().ConfigureAwait(false);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync().ConfigureAwait(false);
            }
        }

        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/ready"), cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    [GeneratedRegex(@"^  HTTP +(?<url>\S+)", RegexOptions.Multiline)]
    private static partial Regex HttpLine();
}

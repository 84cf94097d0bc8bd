using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SessionCluster.Tests.Shared.Azurite;

/// <summary>
/// The Azure Table emulator as a process of its own, on loopback and a free port, with a folder of its own. It ends with this object, and with this process: it watches its standard input.
/// </summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    // The account that every emulator has; its key is published and protects nothing.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly string _location = Directory.CreateTempSubdirectory("sessioncluster-azurite-").FullName;
    private Process? _process;

    private AzuriteProcess(string program) => _program = program;

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The folder of its files.</summary>
    public string Location => _location;

    /// <summary>The process id while it runs.</summary>
    public int ProcessId => (_process ?? throw new InvalidOperationException("Azurite is stopped.")).Id;

    /// <summary>Where tables are served.</summary>
    public Uri ServiceUri => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{Account}"));

    /// <summary>The connection string.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};TableEndpoint={ServiceUri};";

    /// <summary>Installs the emulator once for this work tree, starts it, and returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It can't be installed or started; the message says what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync()
    {
        var azurite = new AzuriteProcess(await AzuriteInstallation.EnsureAsync().ConfigureAwait(false));
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                azurite.Port = FreePort();
                if (await azurite.TryLaunchAsync().ConfigureAwait(false) is not { } problem)
                {
                    return azurite;
                }

                // Somebody else may have taken the port since it was free.
                if (attempt == Tries)
                {
                    throw new InvalidOperationException(problem);
                }
            }
        }
        catch
        {
            await azurite.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops it in good order: what it answered for is on the disk. Calling it twice is harmless.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        using (process)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw new TimeoutException($"Azurite did not close within {Patience.TotalSeconds} s and was killed.");
            }
        }
    }

    /// <summary>Stops it, unless it is stopped, and starts it on the same port with the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (await TryLaunchAsync().ConfigureAwait(false) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync().ConfigureAwait(false);
            process.Dispose();
        }

        Directory.Delete(_location, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<string?> TryLaunchAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            _program, "--tableHost", "127.0.0.1", "--tablePort", Port.ToString(CultureInfo.InvariantCulture), "--location", _location, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new ConcurrentLines();
        var process = AzuriteInstallation.Launch(start);
        process.OutputDataReceived += (_, line) => Look(line.Data, started);
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        var up = await started.Task.WaitAsync(Patience).ConfigureAwait(false);
        if (up)
        {
            return null;
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        _process = null;
        process.Dispose();
        return $"Azurite did not start on port {Port}: {errors}";
    }

    // The end of the output comes as null.
    private static void Look(string? line, TaskCompletionSource<bool> started)
    {
        if (line is null || line.Contains("successfully started", StringComparison.Ordinal))
        {
            started.TrySetResult(line is not null);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>One silo as a process of its own: started, watched, signalled and ended by its own process id.</summary>
internal sealed partial class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ProcessOutput _output = new();

    private SiloProcess(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.AddError(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Where HTTP listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The gateway's port on loopback.</summary>
    public int GatewayPort { get; private set; }

    /// <summary>Everything it printed so far.</summary>
    public string Output => _output.Text;

    /// <summary>What it printed to standard error.</summary>
    public string Errors => _output.ErrorText;

    /// <summary>Starts a process and returns at once.</summary>
    public static SiloProcess Launch(ProcessStartInfo start) => new(start);

    /// <summary>Waits until the silo says that it is ready.</summary>
    /// <exception cref="TimeoutException">It does not; the message says how far it came.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var deadline = Stopwatch.StartNew();
        using var http = new HttpClient();
        var missing = "the lines that say where it listens";
        while (deadline.Elapsed < Patience)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The silo ended with exit code {_process.ExitCode} before it was ready.\n{Output}");
            }

            if (TryReadBanner())
            {
                var (ready, answer) = await AskReadinessAsync(http, cancellationToken);
                if (ready)
                {
                    return;
                }

                missing = $"/health/ready at {Address}, which answers '{answer}'";
            }

            await Task.Delay(20, cancellationToken);
        }

        throw new TimeoutException($"The silo was not ready within {Patience.TotalSeconds} s. Missing: {missing}.\n{Output}");
    }

    /// <summary>Waits until it says where it listens, whether or not it is ready.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public async Task WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        await ExpectOutputAsync("Try next", cancellationToken);
        Assert.True(TryReadBanner(), Output);
    }

    /// <summary>Waits until it has printed something; lines come later than answers do.</summary>
    /// <exception cref="TimeoutException">It has not.</exception>
    public async Task ExpectOutputAsync(string text, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (waited.Elapsed > OutputPatience)
            {
                throw new TimeoutException($"The silo did not print '{text}' within {OutputPatience.TotalSeconds} s.\n{Output}");
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The silo did not end within {Patience.TotalSeconds} s.\n{Output}");
        }
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        Send(Signal.Kill);
        await WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to stop, as an operator does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Send(Signal.Terminate);
        return await WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Freezes it: no instruction runs until <see cref="Resume"/>.</summary>
    public void Pause() => Send(Signal.Stop);

    /// <summary>Lets it go on.</summary>
    public void Resume() => Send(Signal.Continue);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task<(bool Good, string Answer)> AskReadinessAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return (false, exception.Message);
        }
    }

    private bool TryReadBanner()
    {
        var http = HttpLine().Match(Output);
        var gateway = GatewayLine().Match(Output);
        if (!http.Success || !gateway.Success)
        {
            return false;
        }

        Address = new(http.Groups["url"].Value);
        GatewayPort = int.Parse(gateway.Groups["port"].Value, CultureInfo.InvariantCulture);
        return true;
    }

    private void Send(Signal signal)
    {
        // A process that has ended is not waited for until it is disposed, so its id can't be somebody else's yet.
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, signal);
        }
    }

    [GeneratedRegex(@"^  HTTP +(?<url>\S+)", RegexOptions.Multiline)]
    private static partial Regex HttpLine();

    [GeneratedRegex(@"^  gateway +127\.0\.0\.1:(?<port>[0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex GatewayLine();
}

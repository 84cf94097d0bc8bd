using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using Spectre.Console;

namespace SessionCluster.Cli.Verbs.Cluster;

/// <summary><c>cluster</c>: silos, status, fence, sessions, and validations a second from two readings a second apart.</summary>
internal sealed class ClusterVerb(CliHost host) : ServiceVerb<ClusterOptions>(host)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, ClusterOptions options, CancellationToken cancellationToken)
    {
        var (answer, first) = await ReadAsync(service, cancellationToken).ConfigureAwait(false);
        if (first is null || options.Json)
        {
            return Show(answer, options);
        }

        if (!options.Watch)
        {
            await Task.Delay(Period, Clock, cancellationToken).ConfigureAwait(false);
            (answer, var second) = await ReadAsync(service, cancellationToken).ConfigureAwait(false);
            return second is null ? Show(answer, options) : Show(answer, options, _ => Console.Out.Write(Table(first, second)));
        }

        return Console.OutputIsTerminal
            ? await Console.Out.Live(new Text("")).StartAsync(live => WatchAsync(service, first, live.UpdateTarget, cancellationToken)).ConfigureAwait(false)
            : await WatchAsync(service, first, Console.Out.Write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on through a service that is unavailable for a while, which is what one watches for; not when it says that we may not.</summary>
    private async Task<ExitCode> WatchAsync(ServiceClient service, ClusterReading first, Action<Spectre.Console.Rendering.IRenderable> show, CancellationToken cancellationToken)
    {
        try
        {
            for (var last = first; ;)
            {
                await Task.Delay(Period, Clock, cancellationToken).ConfigureAwait(false);
                var (answer, reading) = await ReadAsync(service, cancellationToken).ConfigureAwait(false);
                if (reading is not null)
                {
                    show(Table(last, reading));
                    last = reading;
                }
                else if (answer is ServiceAnswer.Failed failed)
                {
                    if (failed.Code != ExitCode.Unavailable)
                    {
                        return Fail(failed.Code, failed.Sentence);
                    }

                    show(new Text(Printable.Of(failed.Sentence) + Environment.NewLine));
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private async Task<(ServiceAnswer Answer, ClusterReading? Reading)> ReadAsync(ServiceClient service, CancellationToken cancellationToken)
    {
        var answer = await service.GetAsync(ServicePaths.Cluster, cancellationToken).ConfigureAwait(false);
        return (answer, answer is ServiceAnswer.Done done ? new(done.Members, Clock.GetTimestamp()) : null);
    }

    private Table Table(ClusterReading earlier, ClusterReading later) => ClusterTable.Of(earlier, later, Clock.GetElapsedTime(earlier.At, later.At));
}

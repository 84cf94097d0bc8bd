using System.Text.Json.Nodes;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Verbs;

/// <summary>A verb that asks the service.</summary>
internal abstract class ServiceVerb<TOptions>(CliHost host) : AsyncCommand<TOptions>
    where TOptions : ServiceOptions
{
    /// <summary>Where it reads and writes.</summary>
    protected CliConsole Console => host.Console;

    /// <summary>The clock.</summary>
    protected TimeProvider Clock => host.Clock;

    /// <inheritdoc />
    public sealed override async Task<int> ExecuteAsync(CommandContext context, TOptions settings, CancellationToken cancellationToken)
    {
        if (!ConnectionReader.TryRead(settings, host.Surroundings, out var connection, out var problem))
        {
            return (int)Fail(ExitCode.Usage, problem);
        }

        using var service = new ServiceClient(connection, host.Transport());
        return (int)await RunAsync(service, connection, settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does what the verb says.</summary>
    protected abstract Task<ExitCode> RunAsync(ServiceClient service, Connection connection, TOptions options, CancellationToken cancellationToken);

    /// <summary>Asks another address, as the same client.</summary>
    protected ServiceClient Connect(Uri address, Connection connection) => new(new(address, connection.ClientId, connection.ClientSecret, connection.Source), host.Transport());

    /// <summary>Shows an answer: as it is, as a table, or as a sentence.</summary>
    protected ExitCode Show(ServiceAnswer answer, TOptions options, Action<JsonObject>? render = null)
    {
        if (options.Json && answer.Text is { Length: > 0 } text)
        {
            Console.Line(text);
        }

        switch (answer)
        {
            case ServiceAnswer.Done done:
                if (!options.Json)
                {
                    (render ?? ShowTable)(done.Members);
                }

                return ExitCode.Done;
            case ServiceAnswer.Failed failed:
                return Fail(failed.Code, failed.Sentence);
            default:
                throw new InvalidOperationException("Unreachable: the answer is closed.");
        }
    }

    /// <summary>Ends with a sentence.</summary>
    protected ExitCode Fail(ExitCode code, string sentence)
    {
        Console.Tell(sentence);
        return code;
    }

    private void ShowTable(JsonObject members) => Console.Out.Write(Tables.Of(members));
}

using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Rendering;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary>A verb that presents a session's token, from standard input, to the service itself.</summary>
internal abstract class HoldingVerb<TOptions>(CliHost host) : ServiceVerb<TOptions>(host)
    where TOptions : HoldingOptions
{
    /// <inheritdoc />
    protected sealed override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, TOptions options, CancellationToken cancellationToken)
    {
        if (!TokenInput.TryRead(Console, out var token, out var problem))
        {
            return Fail(ExitCode.Usage, problem);
        }

        ProofKey? key = null;
        if (options.Key is { } path && !KeyFile.TryRead(path, out key, out problem))
        {
            return Fail(ExitCode.Usage, problem);
        }

        using var signing = key;
        var (method, target) = Target(options);
        return await AskAsync(service, new(token, key, method.Method, options.UriOf(connection, target), Clock), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The call that the proof is for.</summary>
    protected abstract (HttpMethod Method, string Path) Target(TOptions options);

    /// <summary>Does what the verb says.</summary>
    protected abstract Task<ExitCode> AskAsync(ServiceClient service, HeldToken held, TOptions options, CancellationToken cancellationToken);

    /// <summary>Posts a body with the token in it.</summary>
    protected static Task<ServiceAnswer> PostAsync(ServiceClient service, string path, HeldToken held, JsonObject body, CancellationToken cancellationToken) => held.AskAsync(() =>
    {
        held.AddTo(body);
        return service.PostAsync(path, body, cancellationToken);
    });

    /// <summary>Shows a new token as <c>establish</c> does: within facts on a terminal, alone into a pipe.</summary>
    protected ExitCode ShowToken(ServiceAnswer answer, TOptions options, string what) => Show(answer, options, session =>
    {
        if (Console.OutputIsTerminal)
        {
            Console.Out.Write(Tables.Of(session, without: ClaimNames.Token));
            Console.Line($"  The token, shown this once:\n\n{MemberText.Of(session, ClaimNames.Token)}\n");
            return;
        }

        Console.Line(MemberText.Of(session, ClaimNames.Token));
        Console.Tell($"{what} {MemberText.Of(session, ClaimNames.SessionId)} until {MemberText.Of(session, ClaimNames.ExpiresAt)}, idle timeout {MemberText.Of(session, ClaimNames.IdleTimeout)}.");
    });
}

using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Possession;
using SessionCluster.Cli.Service;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary><c>revoke-subject</c>: ends everything a subject holds, perhaps but one session, and shows the receipt.</summary>
internal sealed class RevokeSubjectVerb(CliHost host) : ServiceVerb<RevokeSubjectOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, RevokeSubjectOptions options, CancellationToken cancellationToken)
    {
        _ = SubjectId.TryCreate(options.Subject, out var subject, out _);
        var path = ServicePaths.RevokeSubject(subject);
        var body = new JsonObject();
        options.AddTo(body);
        if (options.KeepTokenFile is not { } file)
        {
            return Show(await service.PostAsync(path, body, cancellationToken).ConfigureAwait(false), options);
        }

        ProofKey? key = null;
        if (!TokenInput.TryReadFile(Console, file, out var token, out var problem) || (options.KeepKey is { } keyFile && !KeyFile.TryRead(keyFile, out key, out problem)))
        {
            return Fail(ExitCode.Usage, problem);
        }

        using var signing = key;
        var address = options.PublicUrl is { } url ? new Uri(url) : connection.Address;
        var held = new HeldToken(token, key, "POST", address.GetLeftPart(UriPartial.Authority) + path, Clock);
        return Show(await held.AskAsync(Ask).ConfigureAwait(false), options);

        Task<ServiceAnswer> Ask()
        {
            var keep = new JsonObject();
            held.AddTo(keep);
            body[ClaimNames.Keep] = keep;
            return service.PostAsync(path, body, cancellationToken);
        }
    }
}

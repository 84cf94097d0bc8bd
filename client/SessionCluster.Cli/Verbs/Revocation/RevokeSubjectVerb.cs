using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Revocation;

/// <summary><c>revoke-subject</c>: ends everything a subject holds and shows the receipt.</summary>
internal sealed class RevokeSubjectVerb(CliHost host) : ServiceVerb<RevokeSubjectOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, RevokeSubjectOptions options, CancellationToken cancellationToken)
    {
        _ = SubjectId.TryCreate(options.Subject, out var subject, out _);
        var body = new JsonObject();
        options.AddTo(body);
        return Show(await service.PostAsync(ServicePaths.RevokeSubject(subject), body, cancellationToken).ConfigureAwait(false), options);
    }
}

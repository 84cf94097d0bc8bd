using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Containment;

/// <summary><c>unlock</c>: removes a lock.</summary>
internal sealed class UnlockVerb(CliHost host) : ServiceVerb<UnlockOptions>(host)
{
    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, UnlockOptions options, CancellationToken cancellationToken)
    {
        var answer = await service.DeleteAsync($"{ServicePaths.Locks}/{options.Id}", cancellationToken).ConfigureAwait(false);

        // The service's word for a lock that is not there; anything else at that address is no service of this version.
        return answer is ServiceAnswer.Failed { ProblemCode: ProblemCodes.NotFound } missing
            ? Fail(ExitCode.Refused, missing.Sentence)
            : Show(answer, options, _ => Console.Tell($"Removed lock {options.Id}."));
    }
}

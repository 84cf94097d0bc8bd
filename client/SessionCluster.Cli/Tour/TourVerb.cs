using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cli.Connections;
using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;
using SessionCluster.Cli.Tour.Steps;
using SessionCluster.Cli.Verbs;

namespace SessionCluster.Cli.Tour;

/// <summary><c>tour</c>: plays attacks against a live service and says of each whether it was stopped. One that was not makes the exit code 1.</summary>
internal sealed class TourVerb(CliHost host) : ServiceVerb<TourOptions>(host)
{
    private static readonly TourStep[] Steps = [new StolenTokenStep(), new LongSessionStep(), new OtherMachineStep(), new ReplayStep(), new RotatedTokenStep(), new AfterResetStep(), new ForgeriesStep(), new StolenStoreStep(), new PhishingProxyStep()];

    protected override async Task<ExitCode> RunAsync(ServiceClient service, Connection connection, TourOptions options, CancellationToken cancellationToken)
    {
        var report = new TourReport(Console, options.Json);
        report.Begin(connection);
        foreach (var step in Steps)
        {
            // A subject of its own for each step: a cut-off of one must not stop another.
            _ = SubjectId.TryCreate($"tour-{step.Attack.Id.ToLowerInvariant()}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", out var subject, out _);
            report.Begin(step.Attack);
            var scene = new TourScene(service, Clock, subject, options, report.Say, address => Connect(address, connection));
            var result = await step.PlayAsync(scene, cancellationToken).ConfigureAwait(false);
            report.End(result);
            if (result is StepResult.Failed { Code: ExitCode.Unavailable or ExitCode.NotPermitted })
            {
                // Nobody answers, or we may not ask: it would be the same for the others.
                break;
            }

            if (result is not StepResult.NotRun)
            {
                // What is left of the step ends with it. When that fails, it ends by its class's deadlines.
                await scene.RevokeSubjectAsync("logout", cancellationToken).ConfigureAwait(false);
            }
        }

        return report.End();
    }
}

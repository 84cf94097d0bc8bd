using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary><c>step-up</c>: the session goes on, with another token.</summary>
internal sealed class StepUpVerb(CliHost host) : RenewalVerb(host, ServicePaths.StepUp, "Stepped up session");

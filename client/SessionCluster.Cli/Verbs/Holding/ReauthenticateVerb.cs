using SessionCluster.Cli.Hosting;
using SessionCluster.Cli.Service;

namespace SessionCluster.Cli.Verbs.Holding;

/// <summary><c>reauthenticate</c>: a successor takes over.</summary>
internal sealed class ReauthenticateVerb(CliHost host) : RenewalVerb(host, ServicePaths.Reauthenticate, "Established successor");

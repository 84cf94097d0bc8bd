using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Targets.InProcess;

namespace SessionCluster.LoadTests.Targets;

/// <summary>Opens what the command line names.</summary>
internal static class LoadTargets
{
    public static async Task<ILoadTarget> OpenAsync(LoadOptions options) => options.Target switch
    {
        { Gateways.Count: > 0 } => await GatewayTarget.ConnectAsync(options),
        { Http.Count: > 0 } => await HttpTarget.ConnectAsync(options),
        _ => await InProcessTarget.StartAsync(new InProcessSettings(options)),
    };
}

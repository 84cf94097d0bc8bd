using System.Net;
using SessionCluster.Cli.Rendering;

namespace SessionCluster.Cli.Hosting;

/// <summary>Everything a verb gets from outside.</summary>
/// <param name="Console">Where it reads and writes.</param>
/// <param name="Surroundings">Variables and folders.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Transport">Makes what sends requests. The one who calls it disposes of it.</param>
internal sealed record CliHost(CliConsole Console, CliSurroundings Surroundings, TimeProvider Clock, Func<HttpMessageHandler> Transport)
{
    /// <summary>The process's own.</summary>
    public static CliHost OfProcess() => new(
        CliConsole.OfProcess(),
        new(Environment.GetEnvironmentVariable, Environment.GetEnvironmentVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), [Environment.CurrentDirectory, AppContext.BaseDirectory]),
        TimeProvider.System,

        // Redirects are not followed: credentials go where the settings say and nowhere else.
        () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
}

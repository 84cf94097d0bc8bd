using System.Net.Http.Headers;
using System.Text;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>One silo of a cluster, and HTTP to it as the cluster's client.</summary>
internal sealed class ClusterSilo(SiloProcess process, string clientId, string clientSecret) : IDisposable
{
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"))) } };

    /// <summary>The process.</summary>
    public SiloProcess Process => process;

    /// <summary>Where HTTP listens, once it is ready.</summary>
    public Uri Address => process.Address;

    /// <summary>Calls of this silo's HTTP edge, with the client's credentials.</summary>
    public SessionCalls Http => new(_http, process.Address);

    /// <summary>Ends it at once (SIGKILL).</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>Freezes it (SIGSTOP) until <see cref="Resume"/>.</summary>
    public void Pause() => process.Pause();

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => process.Resume();

    /// <summary>Asks it to stop (SIGTERM) and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => process.StopAsync();

    /// <summary>Ends the calls; the process ends with its home.</summary>
    public void Dispose() => _http.Dispose();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;
using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Targets;

/// <summary>The client over HTTP against a running cluster: an address each, asked in turn.</summary>
internal sealed class HttpTarget : ILoadTarget
{
    private readonly LoadOptions _options;
    private readonly IReadOnlyList<IHost> _hosts;

    private HttpTarget(LoadOptions options, ClientId caller, IReadOnlyList<IHost> hosts)
    {
        _options = options;
        _hosts = hosts;
        Caller = caller;
        Client = new AddressesInTurn([.. hosts.Select(Sessions)]);
        Witness = Sessions(hosts[^1]);
    }

    public string Transport => $"HTTP ({string.Join(", ", _options.Target!.Http)}), an address each in turn: the client package calls a silo's HTTP edge, and the edge the silo that has the session";

    public ClientId Caller { get; }

    public ISessionClient Client { get; }

    /// <summary>A client of the last address only.</summary>
    public ISessionClient Witness { get; }

    public IReadOnlyList<(string Name, string Value)> Facts => [];

    /// <exception cref="LoadException">There are no credentials, or the client can't start.</exception>
    public static async Task<HttpTarget> ConnectAsync(LoadOptions options)
    {
        var id = System.Environment.GetEnvironmentVariable("SESSIONCTL_CLIENT_ID");
        var secret = System.Environment.GetEnvironmentVariable("SESSIONCTL_CLIENT_SECRET");
        if (!ClientId.TryCreate(id, out var caller) || string.IsNullOrEmpty(secret))
        {
            throw LoadException.Usage("HTTP needs credentials: set SESSIONCTL_CLIENT_ID and SESSIONCTL_CLIENT_SECRET.");
        }

        var hosts = new List<IHost>();
        foreach (var address in options.Target!.Http)
        {
            hosts.Add(await StartAsync(options, address, id!, secret));
        }

        return new(options, caller, hosts);
    }

    public Task LoseSiloAsync(Action<string> mark) => FaultCommand.RunAsync(_options.OnFault!, mark);

    public Task AddSiloAsync(Action<string> mark) => FaultCommand.RunAsync(_options.OnFault!, mark);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private static ISessionClient Sessions(IHost host) => host.Services.GetRequiredService<ISessionClient>();

    private static async Task<IHost> StartAsync(LoadOptions options, Uri address, string id, string secret)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSessionClusterHttpClient(http =>
        {
            http.BaseAddress = address;
            http.ClientId = id;
            http.ClientSecret = secret;
            http.Environment = options.Environment;
            http.KeyRingFile = options.EdgeRing;
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException exception)
        {
            host.Dispose();
            throw LoadException.Usage(exception.Message);
        }
    }
}

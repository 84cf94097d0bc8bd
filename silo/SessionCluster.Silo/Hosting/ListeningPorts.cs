using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Hosting;

/// <summary>
/// Binds every address once before anything starts: a port that is taken becomes a sentence instead of a failure halfway, and port 0 becomes a number where one must be known beforehand
/// (Orleans publishes its ports; a management request is told by its port).
/// </summary>
internal sealed class ListeningPorts : IDisposable
{
    // Below what systems hand out to outgoing connections (Linux from 32768, others from 49152): between our letting go of a port and its owner's listening on it, no connection of anybody gets it.
    private const int FirstFree = 20000;
    private const int EndOfFree = 29900;
    private const int Tries = 32;

    // Held until all are bound: two zeros must not become the same port.
    private readonly List<Socket> _bound = [];
    private readonly List<string> _problems = [];

    /// <summary>The settings with their ports.</summary>
    /// <exception cref="ConfigurationProblemException">An address can't be listened on.</exception>
    public static SiloSettings Settle(SiloSettings settings)
    {
        using var ports = new ListeningPorts();
        foreach (var url in settings.Urls)
        {
            ports.Bind("Http:Urls", AddressOf(url), url.Port);
        }

        var network = settings.Network;
        var settled = settings with
        {
            ManagementUrls = [.. settings.ManagementUrls.Select(url => new UriBuilder(url) { Port = ports.Bind("Http:ManagementUrls", AddressOf(url), url.Port) }.Uri)],
            Network = network with
            {
                SiloPort = ports.Bind("Cluster:SiloPort", network.Address, network.SiloPort),
                GatewayPort = ports.Bind("Cluster:GatewayPort", network.Address, network.GatewayPort),
            },
        };
        return ports._problems.Count == 0 ? settled : throw new ConfigurationProblemException(ports._problems);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _bound)
        {
            socket.Dispose();
        }
    }

    private static IPAddress AddressOf(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : IPAddress.Loopback;

    private int Bind(string name, IPAddress address, int port)
    {
        for (var tries = 0; port == 0 && tries < Tries; tries++)
        {
            var candidate = RandomNumberGenerator.GetInt32(FirstFree, EndOfFree);
            if (TryListen(address, candidate) is null)
            {
                return candidate;
            }
        }

        if (TryListen(address, port) is { } error)
        {
            _problems.Add(error == SocketError.AddressAlreadyInUse
                ? $"{SettingsSection.Root}:{name}: port {port} of {address} is in use. Is another silo running? Give another port, or 0 for a free one."
                : $"{SettingsSection.Root}:{name}: port {port} of {address} can't be listened on ({error}). Give another address or port.");
            return port;
        }

        return ((IPEndPoint)_bound[^1].LocalEndPoint!).Port;
    }

    private SocketError? TryListen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _bound.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}

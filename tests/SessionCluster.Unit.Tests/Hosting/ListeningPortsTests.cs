using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Hosting;

namespace SessionCluster.Unit.Tests.Hosting;

public sealed class ListeningPortsTests
{
    [Fact]
    public void Port_0_becomes_a_free_port_and_no_two_the_same()
    {
        var settings = ListeningPorts.Settle(Settings(("Http:Urls", "http://127.0.0.1:0"), ("Http:ManagementUrls", "http://127.0.0.1:0")));

        int[] ports = [settings.Network.SiloPort, settings.Network.GatewayPort, settings.ManagementUrls[0].Port];
        Assert.DoesNotContain(0, ports);
        Assert.Distinct(ports);
        Assert.Equal("127.0.0.1", settings.ManagementUrls[0].Host);
    }

    [Fact]
    public void A_port_that_is_given_is_kept()
    {
        var free = ListeningPorts.Settle(Settings()).Network.SiloPort;

        Assert.Equal(free, ListeningPorts.Settle(Settings(("Cluster:SiloPort", $"{free}"))).Network.SiloPort);
    }

    [Fact]
    public void Every_port_that_is_taken_is_told_by_its_key()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var problem = Assert.Throws<ConfigurationProblemException>(() =>
            ListeningPorts.Settle(Settings(("Http:Urls", $"http://127.0.0.1:{port}"), ("Cluster:SiloPort", $"{port}"))));

        Assert.Equal(
            [
                $"SessionCluster:Http:Urls: port {port} of 127.0.0.1 is in use. Is another silo running? Give another port, or 0 for a free one.",
                $"SessionCluster:Cluster:SiloPort: port {port} of 127.0.0.1 is in use. Is another silo running? Give another port, or 0 for a free one.",
            ],
            problem.Problems);
    }

    private static SiloSettings Settings(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("SessionCluster:Cluster:SiloPort", "0"), new("SessionCluster:Cluster:GatewayPort", "0"), new("SessionCluster:Http:Urls", "http://127.0.0.1:0")])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"SessionCluster:{setting.Key}", (string?)setting.Value)))
            .Build();
        return SiloSettingsReader.Read(SettingsSection.Of(configuration, []), Path.GetTempPath());
    }
}

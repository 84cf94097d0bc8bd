using System.Net;
using System.Net.Sockets;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

/// <summary>Where silo and gateway may listen: gateways authenticate nobody by themselves, so nothing but loopback goes without saying.</summary>
public sealed class ClusterNetworkReaderTests
{
    [Fact]
    public void The_defaults_are_loopback_and_the_ports_that_Orleans_has()
    {
        var network = Read("").Good;

        Assert.Equal(IPEndPoint.Parse("127.0.0.1:11111"), network.Silo);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:30000"), network.Gateway);
    }

    [Theory]
    [InlineData("Address=127.0.0.9", "127.0.0.9")]
    [InlineData("Address=::1", "::1")]
    [InlineData("Address=::ffff:127.0.0.1", "127.0.0.1")]
    [InlineData("Address=localhost", "127.0.0.1")]
    [InlineData("Address=10.0.0.5; TrustedNetwork=true", "10.0.0.5")]
    [InlineData("Address=fd00::5; TrustedNetwork=true", "fd00::5")]
    public void Allowed(string settings, string address) => Assert.Equal(IPAddress.Parse(address), Read(settings).Good.Address);

    [Theory, Rule("N16")]
    [InlineData("Address=10.0.0.5", "is '10.0.0.5', which is not loopback")]
    [InlineData("Address=10.0.0.5; TrustedNetwork=false", "is '10.0.0.5', which is not loopback")]
    [InlineData("Address=fd00::5", "is 'fd00::5', which is not loopback")]
    [InlineData("Address=::ffff:10.0.0.5", "is '::ffff:10.0.0.5', which is not loopback")]
    [InlineData("Address=0.0.0.0; TrustedNetwork=true", "is '0.0.0.0', to which nobody can connect")]
    [InlineData("Address=::; TrustedNetwork=true", "is '::', to which nobody can connect")]
    [InlineData("Address=255.255.255.255; TrustedNetwork=true", "is '255.255.255.255', to which nobody can connect")]
    [InlineData("Address=224.0.0.1; TrustedNetwork=true", "is '224.0.0.1', to which nobody can connect")]
    [InlineData("Address=ff02::1; TrustedNetwork=true", "is 'ff02::1', to which nobody can connect")]
    [InlineData("Address=10.0.0.5:11111", "is '10.0.0.5:11111': give an IP address")]
    [InlineData("Address=http://127.0.0.1", "is 'http://127.0.0.1': give an IP address")]
    public void Refused(string settings, string sentence)
    {
        var problem = Assert.Single(Read(settings).Problems);

        Assert.StartsWith($"SessionCluster:Cluster:Address {sentence}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_one_address_is_that_address() =>
        Assert.Equal(IPAddress.Parse("172.18.0.4"), Resolve("silo-1", "172.18.0.4").Good);

    [Fact]
    public void Of_a_name_with_both_kinds_the_IPv4_address_counts() =>
        Assert.Equal(IPAddress.Parse("172.18.0.4"), Resolve("silo-1", "fd00::4", "172.18.0.4", "fe80::4").Good);

    [Fact]
    public void The_word_hostname_is_the_name_of_this_machine()
    {
        var asked = new List<string>();

        var address = Reading.Of(
            root => ClusterAddress.Read(root.Child("Cluster"), name =>
            {
                asked.Add(name);
                return [IPAddress.Parse("172.18.0.4")];
            }),
            "Cluster:Address=hostname").Good;

        Assert.Equal([Dns.GetHostName()], asked);
        Assert.Equal(IPAddress.Parse("172.18.0.4"), address);
    }

    [Fact]
    public void A_name_with_two_addresses_is_a_choice_that_nobody_makes_for_the_operator() =>
        Assert.Contains("has 2 addresses (172.18.0.4, 172.19.0.4): give the IP address", Assert.Single(Resolve("silo-1", "172.18.0.4", "172.19.0.4").Problems), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_has_no_address_is_told()
    {
        Assert.Contains("'silo-1' has no address", Assert.Single(Resolve("silo-1").Problems), StringComparison.Ordinal);
        Assert.Contains(
            "'silo-1' has no address",
            Assert.Single(Reading.Of(root => ClusterAddress.Read(root.Child("Cluster"), _ => throw new SocketException()), "Cluster:Address=silo-1").Problems),
            StringComparison.Ordinal);
    }

    private static Reading<ClusterNetwork> Read(string settings) => Reading.Of(
        root => SiloSettingsReader.Read(root, "/srv").Network,
        string.Join("; ", settings.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(setting => $"Cluster:{setting}")));

    private static Reading<IPAddress> Resolve(string name, params string[] addresses) =>
        Reading.Of(root => ClusterAddress.Read(root.Child("Cluster"), _ => [.. addresses.Select(IPAddress.Parse)]), $"Cluster:Address={name}");
}

using System.Net;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Startup;

public sealed class ClusterAddressTests
{
    [Fact, Rule("N16")]
    public async Task Silo_and_gateway_listen_on_the_address_they_are_given_and_on_no_other()
    {
        await using var home = new SiloHome();
        var silo = home.Launch("--SessionCluster:Cluster:Address=127.0.0.9");

        await silo.ExpectOutputAsync("  gateway     127.0.0.9:", TestContext.Current.CancellationToken);

        Assert.Equal(2, ListeningSockets.Of(silo.Id).Count(listener => listener.Address.Equals(IPAddress.Parse("127.0.0.9"))));
        Assert.Equal(1, ListeningSockets.Of(silo.Id).Count(listener => listener.Address.Equals(IPAddress.Loopback)));
    }
}

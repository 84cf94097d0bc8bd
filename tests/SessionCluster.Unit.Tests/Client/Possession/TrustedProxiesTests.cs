using System.Net;
using SessionCluster.Client.Possession;

namespace SessionCluster.Unit.Tests.Client.Possession;

/// <summary>Whose word about a client's certificate counts.</summary>
public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7", true)]
    [InlineData("10.0.0.7", "::ffff:10.0.0.7", true)]
    [InlineData("::ffff:10.0.0.7", "10.0.0.7", true)]
    [InlineData("10.0.0.7", "10.0.0.8", false)]
    [InlineData("10.0.0.0/24", "10.0.0.255", true)]
    [InlineData("10.0.0.0/24", "::ffff:10.0.0.255", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0", false)]
    [InlineData("10.0.0.7/24", "10.0.0.255", true)]
    [InlineData("fd00::7", "fd00::7", true)]
    [InlineData("fd00::/64", "fd00::ffff", true)]
    [InlineData("fd00::/64", "fd00:0:0:1::", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void An_address_is_one_of_them_or_not(string configured, string address, bool included)
    {
        Assert.True(TrustedProxies.TryParse([configured], out var proxies, out var bad));
        Assert.Null(bad);
        Assert.Equal(included, proxies.Includes(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("proxy")]
    [InlineData("10.7")]
    [InlineData("10.0.0.7:443")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    public void What_is_neither_address_nor_network_is_named(string configured)
    {
        Assert.False(TrustedProxies.TryParse(["10.0.0.1", configured], out var proxies, out var bad));
        Assert.Equal(configured, bad);
        Assert.False(proxies.Includes(IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public void Nobody_includes_nobody()
    {
        Assert.False(TrustedProxies.None.Includes(IPAddress.Loopback));
        Assert.True(TrustedProxies.TryParse(["0.0.0.0/0", "::/0"], out var everybody, out _));
        Assert.False(everybody.Includes(null));
    }
}

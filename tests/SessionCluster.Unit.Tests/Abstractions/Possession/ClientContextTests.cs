using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Abstractions.Possession;

public sealed class ClientContextTests
{
    [Fact]
    public void A_member_that_is_not_declared_is_unset_and_an_empty_one_is_declared()
    {
        Assert.Equal(new ClientContext(Digest128.Of("a browser"), default), ClientContext.Of("a browser", null));
        Assert.Equal(new ClientContext(default, Digest128.Of("")), ClientContext.Of(null, ""));
    }
}

using SessionCluster.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Hosting;

public sealed class LeakedTokenTests
{
    [Theory]
    [InlineData("sct_dev_01234567890123456789", true)]
    [InlineData("--token=sct_prod1_abcdefghijABCDEFGHIJrest", true)]
    [InlineData("sct_dev_0123456789012345678", false)]
    [InlineData("sct_DEV_01234567890123456789", false)]
    [InlineData("alice", false)]
    public void What_looks_like_a_token_is_found(string argument, bool found) => Assert.Equal(found, LeakedToken.IsIn(["validate", argument]));
}

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary>The public API of every library is on file; the compiler compares (RS0016, RS0017).</summary>
public sealed class PublicApiTests
{
    private const string Header = "#nullable enable\n";

    [Theory]
    [InlineData("grains/SessionCluster.Abstractions")]
    [InlineData("grains/SessionCluster.Core")]
    [InlineData("grains/SessionCluster.Grains")]
    [InlineData("client/SessionCluster.Client")]
    [InlineData("client/SessionCluster.AspNetCore")]
    [InlineData("client/SessionCluster.Client.Testing")]
    public void A_release_with_a_date_leaves_nothing_unshipped(string project)
    {
        var shipped = Repository.Read($"{project}/PublicAPI.Shipped.txt");
        var unshipped = Repository.Read($"{project}/PublicAPI.Unshipped.txt");

        Assert.StartsWith(Header, shipped, StringComparison.Ordinal);
        Assert.StartsWith(Header, unshipped, StringComparison.Ordinal);
        Assert.NotEqual(Header.Length * 2, shipped.Length + unshipped.Length);
        Assert.True(!Release.IsDated || unshipped == Header, $"The changelog dates {Release.Version}: run eng/ship-public-api.sh.");
    }
}

using SessionCluster.Abstractions.Validation;
using SessionCluster.Cli.Tour;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

public sealed class ForgeryTests
{
    [Fact]
    public void A_forgery_has_the_form_of_a_token_and_no_tag_of_ours()
    {
        Assert.True(Forgery.TryMake(Specimen.Token, out var forged));

        Assert.NotEqual(Specimen.Token, forged);
        Assert.Equal(SessionRefusal.Forged, TokenFormat.Parse(forged, EnvironmentName.Create(Specimen.Environment), Specimen.Ring, out _));
        Assert.Equal(SessionRefusal.None, TokenFormat.Parse(Specimen.Token, EnvironmentName.Create(Specimen.Environment), Specimen.Ring, out _));
    }

    [Fact]
    public void Two_forgeries_are_two()
    {
        Assert.True(Forgery.TryMake(Specimen.Token, out var first));
        Assert.True(Forgery.TryMake(Specimen.Token, out var second));

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Of_what_is_no_token_there_is_none() => Assert.False(Forgery.TryMake("sct_dev_x", out _));
}

namespace SessionCluster.Unit.Tests.Conventions;

public sealed class RuleAttributeTests
{
    [Fact]
    public void A_rule_is_a_trait_by_which_its_tests_can_be_run()
    {
        var trait = Assert.Single(new RuleAttribute("N4").GetTraits());

        Assert.Equal(new KeyValuePair<string, string>("rule", "N4"), trait);
    }
}

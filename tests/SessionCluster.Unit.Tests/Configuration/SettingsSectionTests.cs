using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class SettingsSectionTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("9", true)]
    [InlineData("0", false)]
    [InlineData("10", false)]
    [InlineData("+5", false)]
    [InlineData("5.0", false)]
    [InlineData("0x5", false)]
    [InlineData("", false)]
    [InlineData("99999999999999999999", false)]
    public void A_number_lies_within_its_bounds(string text, bool good)
    {
        var reading = Reading.Of(root => root.Integer("Number", 5, 1, 9), ("Number", text));

        Assert.Equal(good ? [] : [$"SessionCluster:Number is '{text}': give a whole number from 1 to 9."], reading.Problems);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("FALSE", false)]
    public void A_flag_is_true_or_false(string text, bool value) => Assert.Equal(value, Reading.Of(root => root.Flag("Flag", !value), ("Flag", text)).Good);

    [Theory]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("")]
    public void Anything_else_is_no_flag(string text) =>
        Assert.Equal([$"SessionCluster:Flag is '{text}': give true or false."], Reading.Of(root => root.Flag("Flag", true), ("Flag", text)).Problems);

    [Fact]
    public void What_is_not_given_has_its_default()
    {
        var reading = Reading.Of(root => (root.Integer("Number", 5, 1, 9), root.Flag("Flag", true), root.Text("Text"), root.Span("Span", default, default), root.Texts("Texts").Count));

        Assert.Equal((5, true, null, null, 0), reading.Good);
    }

    [Fact]
    public void A_name_that_nobody_reads_is_a_problem()
    {
        var reading = Reading.Of(
            root =>
            {
                root.Allow("TrustedNetwork");
                return 0;
            },
            ("trustednetwork", "true"),
            ("TrustedNetwrk", "true"));

        Assert.Equal(["SessionCluster:TrustedNetwrk is not a setting of this version: remove it, or correct its name (TrustedNetwork)."], reading.Problems);
    }

    [Fact]
    public void A_list_where_a_value_belongs_is_a_problem() =>
        Assert.Equal(["SessionCluster:Flag has members, but one value belongs here."], Reading.Of(root => root.Flag("Flag", false), ("Flag:0", "true")).Problems);

    [Fact]
    public void A_value_where_members_belong_is_a_problem() =>
        Assert.Equal(["SessionCluster:Classes is a value, but members belong here."], Reading.Of(root => root.Child("Classes"), ("Classes", "none")).Problems);

    [Fact]
    public void A_value_where_a_list_belongs_is_a_problem() =>
        Assert.Equal(["SessionCluster:Words is a value, but members belong here."], Reading.Of(root => root.Texts("Words"), ("Words", "pwd")).Problems);
}

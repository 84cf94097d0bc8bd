using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

public sealed class EnvironmentNameTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("9", true)]
    [InlineData("abcdefghij12", true)]
    [InlineData("abcdefghij123", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Prod", false)]
    [InlineData("pre-prod", false)]
    [InlineData("pre_prod", false)]
    [InlineData("prod\n", false)]
    [InlineData("ｐrod", false)]
    public void An_environment_has_1_to_12_lower_case_letters_or_digits(string? text, bool good)
    {
        Assert.Equal(good, EnvironmentName.TryCreate(text, out var name));
        Assert.Equal(good ? text : "", name.Value);
    }

    [Fact]
    public void A_name_that_must_be_right_and_is_not_is_named_in_a_sentence() =>
        Assert.Contains("'Prod' is not an environment: an environment has 1 to 12", Assert.Throws<ArgumentException>(() => EnvironmentName.Create("Prod")).Message, StringComparison.Ordinal);
}

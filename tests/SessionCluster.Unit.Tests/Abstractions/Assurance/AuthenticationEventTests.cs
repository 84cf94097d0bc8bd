using SessionCluster.Abstractions.Assurance;

namespace SessionCluster.Unit.Tests.Abstractions.Assurance;

public sealed class AuthenticationEventTests
{
    [Theory]
    [InlineData("pwd", true)]
    [InlineData("urn:x-mfa.1", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("p\"d", false)]
    [InlineData("p\\d", false)]
    [InlineData("pwd\n", false)]
    [InlineData("pässword", false)]
    public void A_method_is_a_word_of_visible_ASCII(string? word, bool good) => Assert.Equal(good, AuthenticationEvent.IsMethod(word));

    [Theory]
    [InlineData(1, true)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void A_method_has_1_to_32_characters(int length, bool good) => Assert.Equal(good, AuthenticationEvent.IsMethod(new string('m', length)));
}

using CsCheck;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

public sealed class ScopeSetTests
{
    // A small alphabet, so that sets overlap; prefixes of one another, so that order matters.
    private static readonly Gen<HashSet<string>> Sets = Gen.String[Gen.Char["abB:"], 1, 3].Array[0, 8].Select(tokens => tokens.ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Includes_is_set_inclusion() =>
        Gen.Select(Sets, Sets).Sample((mine, required) => Parse(mine).Includes(Parse(required)) == required.IsSubsetOf(mine), iter: 5_000);

    [Fact]
    public void Equality_is_set_equality() =>
        Gen.Select(Sets, Sets).Sample((left, right) =>
        {
            Assert.Equal(left.SetEquals(right), Parse(left).Equals(Parse(right)));
            Assert.Equal(left.SetEquals(right), Parse(left).Equals((object)Parse(right)));
            Assert.True(!left.SetEquals(right) || Parse(left).GetHashCode() == Parse(right).GetHashCode());
        }, iter: 5_000);

    [Fact]
    public void Tokens_are_distinct_and_in_ordinal_order_and_read_back() =>
        Sets.Select(Gen.Int[1, 3]).Sample((set, copies) =>
        {
            var scope = Parse(Enumerable.Repeat(set, copies).SelectMany(tokens => tokens));

            Assert.Equal(set.Order(StringComparer.Ordinal), scope.Tokens);
            Assert.Equal(string.Join(' ', scope.Tokens), scope.ToString());
        }, iter: 1_000);

    [Fact]
    public void An_empty_text_is_the_empty_set_and_no_text_is_refused()
    {
        Assert.True(ScopeSet.TryParse(string.Empty, out var empty));
        Assert.Equal(ScopeSet.Empty, empty);
        Assert.Empty(empty.Tokens);
        Assert.Equal((string.Empty, 0), (empty.ToString(), empty.GetHashCode()));
        Assert.False(ScopeSet.TryParse(null, out _));
        Assert.False(empty.Equals(null));
        Assert.False(empty.Equals((object)"a"));
        Assert.Throws<ArgumentNullException>(() => empty.Includes(null!));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a  b")]
    [InlineData("a\tb")]
    [InlineData("a\u00a0b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("é")]
    public void Only_single_spaces_separate_tokens_of_visible_ASCII(string text)
    {
        Assert.False(ScopeSet.TryParse(text, out var scope));
        Assert.Empty(scope.Tokens);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_set_has_at_most_64_tokens(int count, bool good) =>
        Assert.Equal(good, ScopeSet.TryParse(string.Join(' ', Enumerable.Range(0, count)), out _));

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_set_has_at_most_1024_characters(int length, bool good)
    {
        var text = new string('a', 500) + ' ' + new string('b', length - 501);

        Assert.Equal(good, ScopeSet.TryParse(text, out _));
    }

    private static ScopeSet Parse(IEnumerable<string> tokens)
    {
        Assert.True(ScopeSet.TryParse(string.Join(' ', tokens), out var scope));
        return scope;
    }
}

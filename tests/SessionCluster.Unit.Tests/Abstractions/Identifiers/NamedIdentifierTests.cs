using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

/// <summary>Audience, client id and class name: one shape, three alphabets.</summary>
public sealed class NamedIdentifierTests
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const string Name = "ABCDEFGHIJKLMNOPQRSTUVWXYZ._" + Lower;

    private static readonly char[] EveryCharacter = [.. Enumerable.Range(0, 0x180).Select(code => (char)code), '\u2028', '\uFF41', '\uD800'];

    [Fact]
    public void An_audience_is_visible_ASCII_without_quotation_mark_and_backslash() =>
        Assert.All(EveryCharacter, character => Assert.Equal(character is >= '!' and <= '~' and not ('"' or '\\'), Audience.TryCreate($"a{character}", out _)));

    [Fact]
    public void A_client_id_is_letters_digits_dot_underscore_and_hyphen() =>
        Assert.All(EveryCharacter, character => Assert.Equal(Name.Contains(character, StringComparison.Ordinal), ClientId.TryCreate($"a{character}", out _)));

    [Fact]
    public void A_class_name_is_lower_case_letters_digits_and_hyphen() =>
        Assert.All(EveryCharacter, character => Assert.Equal(Lower.Contains(character, StringComparison.Ordinal), SessionClassName.TryCreate($"a{character}", out _)));

    [Theory]
    [InlineData("*", false)]
    [InlineData("**", true)]
    [InlineData("a*", true)]
    [InlineData("https://api.example.com/orders", true)]
    public void A_star_alone_is_a_permission_and_no_audience(string text, bool good) => Assert.Equal(good, Audience.TryCreate(text, out _));

    [Theory]
    [InlineData(1, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void An_audience_has_1_to_256_characters(int length, bool good) => Assert.Equal(good, Audience.TryCreate(new string('a', length), out _));

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_client_id_has_1_to_64_characters(int length, bool good) => Assert.Equal(good, ClientId.TryCreate(new string('a', length), out _));

    [Theory]
    [InlineData(1, true)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void A_class_name_has_1_to_32_characters(int length, bool good) => Assert.Equal(good, SessionClassName.TryCreate(new string('a', length), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_no_identifier(string? text)
    {
        Assert.False(Audience.TryCreate(text, out var audience));
        Assert.False(ClientId.TryCreate(text, out var client));
        Assert.False(SessionClassName.TryCreate(text, out var className));

        Assert.True(audience.IsUnset && client.IsUnset && className.IsUnset);
    }

    [Fact]
    public void An_identifier_is_its_text()
    {
        Assert.Equal(("orders", "orders", false), (Audience.Create("orders").Value, Audience.Create("orders").ToString(), Audience.Create("orders").IsUnset));
        Assert.Equal(("shop", "shop", false), (ClientId.Create("shop").Value, ClientId.Create("shop").ToString(), ClientId.Create("shop").IsUnset));
        Assert.Equal(("agent", "agent", false), (SessionClassName.Create("agent").Value, SessionClassName.Create("agent").ToString(), SessionClassName.Create("agent").IsUnset));
        Assert.Equal(Audience.Create("orders"), Audience.Create("orders"));
        Assert.NotEqual(Audience.Create("orders"), Audience.Create("Orders"));
    }

    [Fact]
    public void An_unset_identifier_is_empty_and_equals_no_other()
    {
        Assert.Equal((string.Empty, string.Empty), (default(Audience).Value, default(Audience).ToString()));
        Assert.Equal((string.Empty, string.Empty), (default(ClientId).Value, default(SessionClassName).Value));
        Assert.NotEqual(default, Audience.Create("a"));
        Assert.Equal(string.Empty, default(SubjectId).Value);
        Assert.True(default(SubjectId).IsUnset);
    }

    [Fact]
    public void A_constant_that_breaks_the_rule_is_a_fault_that_says_the_rule()
    {
        Assert.Contains(Audience.Rule, Assert.Throws<ArgumentException>(() => Audience.Create("*")).Message, StringComparison.Ordinal);
        Assert.Contains(ClientId.Rule, Assert.Throws<ArgumentException>(() => ClientId.Create("a b")).Message, StringComparison.Ordinal);
        Assert.Contains(SessionClassName.Rule, Assert.Throws<ArgumentException>(() => SessionClassName.Create("A")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_id_is_sixteen_bytes_in_hexadecimal()
    {
        byte[] bytes = [0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];

        Assert.Equal("00112233445566778899aabbccddeeff", EventId.FromBytes(bytes).ToString());
        Assert.Equal(EventId.FromBytes(bytes), EventId.FromBytes(bytes));
        Assert.Throws<ArgumentException>(() => EventId.FromBytes(bytes.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => EventId.FromBytes([.. bytes, 0]));
    }
}

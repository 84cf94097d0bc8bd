using CsCheck;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

public sealed class SubjectIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("alice")]
    [InlineData("...")]
    [InlineData(". ")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("100%")]
    [InlineData(" ")]
    [InlineData("\u00a0")]
    [InlineData("🔐🧑‍💻")]
    [InlineData("e\u0301")]
    [InlineData("\u202ealice")]
    [InlineData("\"quoted\\\"")]
    public void A_subject_is_taken_as_it_is(string text)
    {
        Assert.True(SubjectId.TryCreate(text, out var subject, out var problem));

        Assert.Null(problem);
        Assert.Equal(text, subject.Value);
        Assert.Equal(text, subject.ToString());
        Assert.False(subject.IsUnset);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData(".", "path")]
    [InlineData("..", "path")]
    [InlineData("a\0", "control character")]
    [InlineData("a\u001f", "control character")]
    [InlineData("a\u007f", "control character")]
    [InlineData("\u0080a", "control character")]
    [InlineData("a\u009f", "control character")]
    [InlineData("a\nb", "control character")]
    public void What_no_subject_may_be_is_refused_with_a_sentence(string? text, string word)
    {
        Assert.False(SubjectId.TryCreate(text, out var subject, out var problem));

        Assert.True(subject.IsUnset);
        Assert.Contains(word, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    // Lone surrogates can't stand in attribute arguments: they would be replaced.
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDBFF)]
    [InlineData(0xDC00)]
    [InlineData(0xDFFF)]
    public void A_lone_surrogate_is_refused(int surrogate)
    {
        Assert.False(SubjectId.TryCreate($"a{(char)surrogate}b", out _, out var problem));
        Assert.Contains("lone surrogate", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('\u0020')]
    [InlineData('\u007e')]
    [InlineData('\u00a0')]
    public void A_character_beside_the_control_characters_is_allowed(char character) => Assert.True(SubjectId.TryCreate($"a{character}b", out _, out _));

    [Theory]
    [InlineData("x", 256, 257)]
    [InlineData("é", 128, 129)]
    [InlineData("€", 85, 86)]
    [InlineData("😀", 64, 65)]
    public void A_subject_has_at_most_256_bytes_of_UTF8(string character, int most, int tooMany)
    {
        Assert.True(SubjectId.TryCreate(Repeat(character, most), out _, out _));
        Assert.False(SubjectId.TryCreate(Repeat(character, tooMany), out _, out var problem));
        Assert.Contains("256 bytes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Subjects_are_not_normalised()
    {
        var composed = Create("é");
        var decomposed = Create("e\u0301");

        Assert.NotEqual(composed, decomposed);
        Assert.NotEqual(composed.Key, decomposed.Key);
        Assert.NotEqual(Create("Alice").Key, Create("alice").Key);
    }

    [Fact]
    public void Every_text_is_a_subject_or_refused_with_a_sentence() =>
        Gen.String[0, 300].Sample(text =>
        {
            var good = SubjectId.TryCreate(text, out var subject, out var problem);

            Assert.Equal(good, problem is null);
            Assert.Equal(good ? text : string.Empty, subject.Value);
        }, iter: 2_000);

    [Fact]
    public void The_key_is_the_first_half_of_the_SHA_256_of_the_subject()
    {
        // printf alice | sha256sum
        Assert.Equal("2bd806c97f0e00af1a1fc3328fa763a9", Create("alice").Key.ToString());
        Assert.True(SubjectKey.TryParse("2bd806c97f0e00af1a1fc3328fa763a9", out var key));
        Assert.Equal(Create("alice").Key, key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2bd806c97f0e00af1a1fc3328fa763a")]
    [InlineData("2BD806C97F0E00AF1A1FC3328FA763A9")]
    [InlineData("2bd806c97f0e00af1a1fc3328fa763a9 ")]
    public void A_subject_key_is_32_lower_case_hexadecimal_characters(string text)
    {
        Assert.False(SubjectKey.TryParse(text, out var key));
        Assert.Equal(default, key);
    }

    private static SubjectId Create(string text) => SubjectId.TryCreate(text, out var subject, out var problem) ? subject : throw new ArgumentException(problem);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

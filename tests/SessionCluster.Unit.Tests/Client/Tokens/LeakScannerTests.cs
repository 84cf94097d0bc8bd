using System.Text.RegularExpressions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Conventions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Tokens;

/// <summary>K1: a token that leaked into a file, log or ticket is found, by the published pattern and by scanners that have never heard of it, and a hit is checked offline.</summary>
public sealed partial class LeakScannerTests
{
    private static readonly Regex Published = new(PatternOfThePage().Match(Repository.Read("docs/architecture.md")).Groups["pattern"].Value, RegexOptions.NonBacktracking);

    public static TheoryData<string> Leaks => new()
    {
        $"SESSION_TOKEN={Specimen.Token}",
        $"export SESSION_TOKEN=\"{Specimen.Token}\"",
        $$"""{ "token": "{{Specimen.Token}}", "sub": "alice" }""",
        $"token: {Specimen.Token} # alice's",
        $"const sessionToken = '{Specimen.Token}';",
    };

    [Theory]
    [Rule("K1")]
    [MemberData(nameof(Leaks))]
    public void A_token_is_found_whole_by_the_published_pattern(string leak) => Assert.Equal(Specimen.Token, Assert.Single(Published.Matches(leak)).Value);

    [Theory]
    [Rule("K1")]
    [MemberData(nameof(Leaks))]
    public void A_token_is_found_by_a_scanner_that_looks_for_random_looking_values_beside_a_telling_name(string leak)
    {
        var hit = Assert.Single(Generic().Matches(leak));

        Assert.Equal(Specimen.Token, hit.Groups["value"].Value);
        Assert.True(Entropy(Specimen.Token) > 3.5, $"{Entropy(Specimen.Token)} bits a character.");
    }

    [Fact]
    [Rule("K1")]
    public void A_token_in_a_header_or_a_sentence_is_found_by_the_published_pattern()
    {
        Assert.Equal(Specimen.Token, Published.Match($"Authorization: Bearer {Specimen.Token}\r\n").Value);
        Assert.Equal(Specimen.Token, Published.Match($"I can't log in with {Specimen.Token}, please help.").Value);
    }

    [Fact]
    [Rule("K1")]
    public void A_hit_that_is_no_token_is_known_by_its_checksum_without_asking_anybody()
    {
        var lookalike = Published.Match($"key={Specimen.Token[..^1]}0").Value;
        var payload = new byte[TokenPayload.Size];

        Assert.Equal(Specimen.Token.Length, lookalike.Length);
        Assert.False(TokenFormat.TryDecode(lookalike, payload, out _));
        Assert.NotEqual(lookalike, ReferenceToken.WithChecksum(lookalike[..^6]));
        Assert.Equal(Specimen.Token, ReferenceToken.WithChecksum(Specimen.Token[..^6]));
    }

    [Theory]
    [Rule("K1")]
    [InlineData("sct_test_short")]
    [InlineData("the handle 5a01c22260a0a1a2a3a4a5a6a7a8a9aa")]
    [InlineData("sct_Test_1SC1v6YHzlL098zxWmB4TFYW52llyExTd47GvyGhXgqwfCThPepfJ9gFaAhmgDyVEd0A0XFkxe6Ln2pchwh")]
    public void What_is_no_token_is_no_hit(string text) => Assert.Empty(Published.Matches(text));

    private static double Entropy(string text) => text.GroupBy(character => character).Sum(group => -(group.Count() / (double)text.Length * Math.Log2(group.Count() / (double)text.Length)));

    [GeneratedRegex(@"The pattern to scan for is `(?<pattern>[^`]+)`")]
    private static partial Regex PatternOfThePage();

    // What generic rules have in common: a telling name, an assignment, and 10 to 150 characters of a word.
    [GeneratedRegex("""(?i)(key|secret|token|auth|password)\w{0,20}["']?\s*(=|:|=>)\s*["']?(?<value>[\w.=-]{10,150})""")]
    private static partial Regex Generic();
}

namespace SessionCluster.Unit.Tests.Conventions;

public sealed class RuleCoverageTests
{
    private static readonly string[] Tested = [.. Repository.TextFiles(".cs")
        .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && !path.Contains("/Conventions/RuleCoverageTests", StringComparison.Ordinal))
        .SelectMany(path => RuleCatalog.Rules(Repository.Read(path)))];

    [Theory]
    [InlineData("Standards")]
    [InlineData("Lessons")]
    public void Every_id_that_the_README_claims_has_a_test(string kind)
    {
        var claims = RuleCatalog.Claims(Repository.Read("README.md"), kind);

        Assert.NotEmpty(claims);
        Assert.All(claims, id => Assert.True(RuleCatalog.Since.ContainsKey(id), $"{id} stands in no document."));
        Assert.Empty(claims.Except(Tested));
    }

    [Theory]
    [InlineData("Standards", "NHCDTBSK")]
    [InlineData("Lessons", "L")]
    public void A_claim_is_a_promise_and_a_dated_release_claims_all_of_them(string kind, string letters)
    {
        var promised = RuleCatalog.Since
            .Where(rule => letters.Contains(rule.Key[0], StringComparison.Ordinal) && Release.Includes(rule.Value))
            .Select(rule => rule.Key);
        var claims = RuleCatalog.Claims(Repository.Read("README.md"), kind);

        Assert.Subset(promised.ToHashSet(), claims.ToHashSet());
        Assert.True(!Release.IsDated || promised.Count() == claims.Length, $"The changelog dates {Release.Version}, and the README does not claim all of {string.Join(", ", promised)}.");
    }

    [Fact]
    public void Every_id_that_a_test_carries_is_defined() =>
        Assert.Empty(Tested.Except([.. RuleCatalog.Since.Keys, .. RuleCatalog.Protocol, .. RuleCatalog.Promises]));

    [Fact]
    public void Every_protocol_rule_that_the_sources_cite_is_defined()
    {
        var citations = Repository.TextFiles()
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal))
            .Where(path => !path.Contains("/Conventions/", StringComparison.Ordinal))
            .SelectMany(path => RuleCatalog.ProtocolCitations(Repository.Read(path)).Select(rule => (rule, path)))
            .ToLookup(citation => RuleCatalog.Protocol.Contains(citation.rule));

        Assert.NotEmpty(citations[true]);
        Assert.Empty(citations[false]);
    }

    [Fact]
    public void The_documents_define_their_rules_where_this_test_looks()
    {
        Assert.Equal("0.1", RuleCatalog.Since["N4"]);
        Assert.Equal("0.1", RuleCatalog.Since["L6"]);
        Assert.Equal("later", RuleCatalog.Since["K3"]);
        Assert.Superset(new HashSet<string> { "P-W1", "P-W6", "P-F7", "P-C1", "P-S5", "P-R6", "P-B3", "P-T4", "P-D3" }, RuleCatalog.Protocol);
        Assert.Superset(new HashSet<string> { "G1", "G7", "A1", "A11" }, RuleCatalog.Promises);
    }

    [Theory]
    [InlineData("0.1", true)]
    [InlineData("0.1 (per subject), 0.4", true)]
    [InlineData("0.99", false)]
    [InlineData("later", false)]
    public void A_release_includes_what_began_with_it_or_before(string since, bool expected) => Assert.Equal(expected, Release.Includes(since));

    [Fact]
    public void A_rule_in_a_comment_is_no_test()
    {
        const string Source = """
            // [Rule("N1")]
            [Fact, Rule("N2")]
            [Rule("P-W3")]
            """;

        Assert.Equal(["N2", "P-W3"], RuleCatalog.Rules(Source));
    }

    [Fact]
    public void A_claim_line_must_be_there_and_once()
    {
        Assert.Equal(["N1", "N20"], RuleCatalog.Claims("Standards covered by tests in this version: N1, N20.\n", "Standards"));
        Assert.Throws<InvalidOperationException>(() => RuleCatalog.Claims("Standards covered by tests in this version: N1 N20\n", "Standards"));
    }
}

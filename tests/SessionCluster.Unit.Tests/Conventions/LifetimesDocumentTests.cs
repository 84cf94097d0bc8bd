using System.Globalization;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Unit.Tests.Conventions;

/// <summary><c>docs/session-lifetimes.md</c> against the defaults in code (N14, ASVS 7.1.1).</summary>
public sealed class LifetimesDocumentTests
{
    private static readonly string[] Lines = Repository.Read("docs/session-lifetimes.md").Split('\n');

    [Fact, Rule("N14")]
    public void The_table_of_defaults_is_what_the_code_does()
    {
        var table = Lines.SkipWhile(line => !line.StartsWith("| class |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(DefaultSessionClasses.All.Select(Row), table);
    }

    [Fact, Rule("N14")]
    public void The_table_of_proofs_is_what_the_code_does()
    {
        var table = Lines.SkipWhile(line => !line.StartsWith("| class | verified by |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(DefaultSessionClasses.All.Select(ProofRow), table);
    }

    [Fact, Rule("N14")]
    public void The_table_of_rotations_is_what_the_code_does()
    {
        var table = Lines.SkipWhile(line => !line.StartsWith("| class | bound: grace |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(DefaultSessionClasses.All.Select(RotationRow), table);
    }

    [Fact, Rule("N14")]
    public void Every_default_class_has_its_reasons() =>
        Assert.All(DefaultSessionClasses.All, item => Assert.Single(Lines, line => line.StartsWith($"- **`{item.Name}`, {Span(item.AbsoluteLifetime)} and {Span(item.IdleTimeout)}.**", StringComparison.Ordinal)));

    [Theory]
    [InlineData("knowledge")]
    [InlineData("possession")]
    [InlineData("inherence")]
    public void Every_method_word_of_the_document_counts_as_one_factor(string factor)
    {
        var words = Lines.Single(line => line.StartsWith($"| {factor} |", StringComparison.Ordinal)).Split('`').Where((_, index) => index % 2 == 1).ToArray();

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Equal(AssuranceLevel.Aal1, AssuranceTable.Default.Compute([word]).Level));
        Assert.Equal(AssuranceLevel.Aal1, AssuranceTable.Default.Compute([.. words.Except(["hwk", "sc"])]).Level);
    }

    private static string Row(SessionClass item)
    {
        string[] cells =
        [
            $"`{item.Name}`", Span(item.AbsoluteLifetime), Span(item.IdleTimeout), Assurance(item), Number(item.MaxSessions),
            item.AtLimit == LimitAction.Refuse ? "refuse" : "end the longest idle", Number(item.MaxAudiences),
            item.Binding == SessionBinding.HardwareKey ? "hardware key" : "key", item.Human ? "yes" : "no",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string ProofRow(SessionClass item)
    {
        string[] cells =
        [
            $"`{item.Name}`", item.VerifyProof == ProofVerification.Silo ? "silo" : "edge", $"{Seconds(item.ProofLifetime)} / {Seconds(PossessionTerms.Skew)}",
            item.NonceAlways ? "always" : "after a challenge", item.ReplayEntries.ToString("N0", CultureInfo.InvariantCulture),
            item.OnContextChange == ContextAction.Lock ? "refused and locked" : "refused",
            item.Introspectable || item.VerifyProof == ProofVerification.Edge ? "yes" : "no",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string RotationRow(SessionClass item) =>
        $"| `{item.Name}` | {Seconds(item.RotationGrace)} | {Span(item.RotateBearerEvery!.Value)} | {Seconds(item.BearerRotationGrace)} | {RiskWords.Of(item.LocksFrom)} |";

    private static string Seconds(TimeSpan span) => Number((int)span.TotalSeconds) + " s";

    private static string Assurance(SessionClass item) => string.Join(", ", new[]
    {
        AssuranceWords.Of(item.RequiredAssurance),
        item.RequiresPhishingResistance ? "phishing-resistant" : null,
        item.RequiresKeyAuthentication ? "key method" : null,
        item.DelegationOnly ? "delegated" : null,
    }.OfType<string>());

    private static string Span(TimeSpan span) => span.Ticks % TimeSpan.TicksPerHour == 0 ? Number((int)span.TotalHours) + " h" : Number((int)span.TotalMinutes) + " min";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

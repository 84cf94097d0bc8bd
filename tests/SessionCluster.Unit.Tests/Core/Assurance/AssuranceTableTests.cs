using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Core.Assurance;

namespace SessionCluster.Unit.Tests.Core.Assurance;

/// <summary>NIST SP 800-63B-4 section 2: two words of one kind are one factor; levels are computed and never claimed.</summary>
[Rule("N3")]
public sealed class AssuranceTableTests
{
    private static readonly string[] Knowledge = ["pwd", "pin", "kba"];
    private static readonly string[] Possession = ["otp", "sms", "tel", "hwk", "swk", "sc"];
    private static readonly string[] Inherence = ["fpt", "face", "iris", "retina", "vbm"];
    private static readonly string[] Hardware = ["hwk", "sc"];
    private static readonly string[] Others = ["mca", "user", "geo", "rba", "wia", "pop", "aal3", "PWD", "Hwk", "", "mfa "];

    private static readonly string[] Words = [.. Knowledge, .. Possession, .. Inherence, .. Others, "mfa"];

    private static readonly Gen<string[]> Methods = Gen.Int[0, Words.Length - 1].Select(index => Words[index]).Array[0, 6];

    [Theory]
    [InlineData("", AssuranceLevel.None)]
    [InlineData("user", AssuranceLevel.None)]
    [InlineData("pwd", AssuranceLevel.Aal1)]
    [InlineData("otp", AssuranceLevel.Aal1)]
    [InlineData("face", AssuranceLevel.Aal1)]
    [InlineData("hwk", AssuranceLevel.Aal1)]
    [InlineData("pwd pin", AssuranceLevel.Aal1)]
    [InlineData("otp sms", AssuranceLevel.Aal1)]
    [InlineData("sc otp", AssuranceLevel.Aal1)]
    [InlineData("hwk sc", AssuranceLevel.Aal1)]
    [InlineData("face fpt", AssuranceLevel.Aal1)]
    [InlineData("pwd pwd", AssuranceLevel.Aal1)]
    [InlineData("pwd user", AssuranceLevel.Aal1)]
    [InlineData("pwd otp", AssuranceLevel.Aal2)]
    [InlineData("pwd swk", AssuranceLevel.Aal2)]
    [InlineData("pin face", AssuranceLevel.Aal2)]
    [InlineData("mfa", AssuranceLevel.Aal2)]
    [InlineData("mfa pwd", AssuranceLevel.Aal2)]
    [InlineData("mfa hwk", AssuranceLevel.Aal2)]
    [InlineData("hwk pin", AssuranceLevel.Aal3)]
    [InlineData("sc pin", AssuranceLevel.Aal3)]
    [InlineData("fpt hwk", AssuranceLevel.Aal3)]
    [InlineData("pwd otp hwk", AssuranceLevel.Aal3)]
    [InlineData("pwd otp face", AssuranceLevel.Aal2)]
    public void The_level_is_computed_from_the_methods(string methods, AssuranceLevel level) => Assert.Equal(level, Compute(methods).Level);

    [Fact]
    public void The_default_table_is_that_of_the_documents() =>
        Methods.Sample(methods =>
        {
            var kinds = new[] { Knowledge, Possession, Inherence }.Count(kind => methods.Intersect(kind, StringComparer.Ordinal).Any());
            var hardware = methods.Intersect(Hardware, StringComparer.Ordinal).Any();
            var expected = kinds >= 2 && hardware ? AssuranceLevel.Aal3
                : kinds >= 2 || methods.Contains("mfa") ? AssuranceLevel.Aal2
                : kinds == 1 ? AssuranceLevel.Aal1 : AssuranceLevel.None;

            Assert.Equal(new ComputedAssurance(expected, hardware, hardware || methods.Contains("swk")), AssuranceTable.Default.Compute([.. methods]));
        }, iter: 5_000);

    [Fact]
    public void More_methods_never_lower_the_level() =>
        Gen.Select(Methods, Methods).Sample((some, more) => AssuranceTable.Default.Compute([.. some, .. more]).Level >= AssuranceTable.Default.Compute([.. some]).Level, iter: 2_000);

    [Fact]
    public void No_list_is_no_level() => Assert.Equal(default, AssuranceTable.Default.Compute(default));

    [Fact]
    public void An_operators_table_decides_by_its_own_words()
    {
        var table = new AssuranceTable(
            [KeyValuePair.Create("passphrase", AuthenticationFactor.Knowledge), KeyValuePair.Create("yubikey", AuthenticationFactor.Possession)], ["yubikey"], ["yubikey"]);

        Assert.Equal(new ComputedAssurance(AssuranceLevel.Aal3, true, true), table.Compute(["passphrase", "yubikey"]));
        Assert.Equal(default, table.Compute(["pwd"]));
    }

    [Fact]
    public void A_key_word_that_is_no_possession_word_is_a_fault()
    {
        KeyValuePair<string, AuthenticationFactor>[] factors = [KeyValuePair.Create("pwd", AuthenticationFactor.Knowledge), KeyValuePair.Create("tpm", AuthenticationFactor.Possession)];

        Assert.Contains("'badge'", Assert.Throws<ArgumentException>(() => new AssuranceTable(factors, ["tpm", "badge"], [])).Message, StringComparison.Ordinal);
        Assert.Contains("'pwd'", Assert.Throws<ArgumentException>(() => new AssuranceTable(factors, [], ["pwd"])).Message, StringComparison.Ordinal);
        Assert.NotNull(new AssuranceTable(factors, ["tpm"], ["tpm"]));
    }

    private static ComputedAssurance Compute(string methods) => AssuranceTable.Default.Compute([.. methods.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}

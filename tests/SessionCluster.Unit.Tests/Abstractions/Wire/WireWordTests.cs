using System.Reflection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

public sealed class WireWordTests
{
    [Fact]
    public void Every_reason_is_read_back_from_its_own_word()
    {
        Assert.Equal(["logout", "admin", "password_reset", "compromise", "policy", "other"], Enum.GetValues<RevocationReason>().Select(ReasonWords.Of));
        Assert.All(Enum.GetValues<RevocationReason>(), reason =>
        {
            Assert.True(ReasonWords.TryParse(ReasonWords.Of(reason), out var parsed));
            Assert.Equal(reason, parsed);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonWords.Of(0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Logout")]
    [InlineData("1")]
    [InlineData("logout ")]
    public void Another_word_is_no_reason(string? word)
    {
        Assert.False(ReasonWords.TryParse(word, out var reason));
        Assert.Equal(default, reason);
    }

    [Fact]
    public void Every_level_is_read_back_from_its_own_word()
    {
        Assert.Equal([null, "aal1", "aal2", "aal3"], Enum.GetValues<AssuranceLevel>().Select(AssuranceWords.Of));
        Assert.All(Enum.GetValues<AssuranceLevel>().Where(level => level != AssuranceLevel.None), level =>
        {
            Assert.True(AssuranceWords.TryParse(AssuranceWords.Of(level), out var parsed));
            Assert.Equal(level, parsed);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAL2")]
    [InlineData("2")]
    [InlineData("aal4")]
    [InlineData("none")]
    public void Another_word_is_no_level(string? word)
    {
        Assert.False(AssuranceWords.TryParse(word, out var level));
        Assert.Equal(AssuranceLevel.None, level);
    }

    [Theory]
    [InlineData("user", true, SessionActivity.User)]
    [InlineData("none", true, SessionActivity.None)]
    [InlineData("User", false, SessionActivity.None)]
    [InlineData("", false, SessionActivity.None)]
    [InlineData(null, false, SessionActivity.None)]
    public void Activity_is_user_or_none(string? word, bool good, SessionActivity expected)
    {
        Assert.Equal(good, ActivityWords.TryParse(word, out var activity));
        Assert.Equal(expected, activity);
    }

    [Theory]
    [InlineData("Bearer", TokenScheme.Bearer)]
    [InlineData("bearer", TokenScheme.Bearer)]
    [InlineData("BEARER", TokenScheme.Bearer)]
    [InlineData("DPoP", TokenScheme.DPoP)]
    [InlineData("dpop", TokenScheme.DPoP)]
    public void The_scheme_is_read_in_any_letter_case(string word, TokenScheme expected)
    {
        Assert.True(SchemeWords.TryParse(word, out var scheme));
        Assert.Equal(expected, scheme);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("DPoP ")]
    [InlineData("")]
    [InlineData(null)]
    public void No_other_word_is_a_scheme(string? word) => Assert.False(SchemeWords.TryParse(word, out _));

    [Fact, Rule("D12"), Rule("D13")]
    public void Only_a_session_bound_to_a_proofs_key_is_of_type_DPoP()
    {
        var key = KeyThumbprint.Of("a key"u8);

        Assert.Equal("DPoP", SchemeWords.TypeOf(new(ConfirmationMethod.Jkt, key)));
        Assert.Equal("Bearer", SchemeWords.TypeOf(new(ConfirmationMethod.Certificate, key)));
        Assert.Equal("Bearer", SchemeWords.TypeOf(null));
    }

    [Fact]
    public void A_key_storage_has_a_word_unless_nobody_said()
    {
        Assert.All(Enum.GetValues<KeyStorage>(), storage => Assert.Equal(storage != KeyStorage.Unknown, KeyStorageWords.TryParse(KeyStorageWords.Of(storage), out var read) && read == storage));
        Assert.False(KeyStorageWords.TryParse("Hardware", out _));
    }

    [Fact]
    public void Every_status_has_a_word()
    {
        Assert.Equal(["active", "locked", "revoked", "expired"], Enum.GetValues<SessionStatus>().Select(StatusWords.Of));
        Assert.Throws<ArgumentOutOfRangeException>(() => StatusWords.Of(0));
    }

    [Theory]
    [InlineData(typeof(ClaimNames))]
    [InlineData(typeof(ProblemCodes))]
    public void No_two_names_are_the_same_and_all_are_snake_case(Type names)
    {
        string[] values = [.. names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

        Assert.NotEmpty(values);
        Assert.Equal(values.Length, values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(values.Except(["x5t#S256"]), value => Assert.Matches("^[a-z]+(_[a-z]+)*$", value));
    }
}

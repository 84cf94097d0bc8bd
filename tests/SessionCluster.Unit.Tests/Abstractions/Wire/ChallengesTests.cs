using System.Text.RegularExpressions;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>What an API service sends on: RFC 6750 section 3.1, RFC 9449 section 7.1 and RFC 9470 section 3.</summary>
public sealed partial class ChallengesTests
{
    public static TheoryData<SessionRefusal, int, string?> Rows => new()
    {
        { SessionRefusal.Malformed, 401, "invalid_token" },
        { SessionRefusal.Forged, 401, "invalid_token" },
        { SessionRefusal.ForeignEnvironment, 401, "invalid_token" },
        { SessionRefusal.Unknown, 401, "invalid_token" },
        { SessionRefusal.WrongSecret, 401, "invalid_token" },
        { SessionRefusal.Expired, 401, "invalid_token" },
        { SessionRefusal.Revoked, 401, "invalid_token" },
        { SessionRefusal.Audience, 401, "invalid_token" },
        { SessionRefusal.UsesExhausted, 401, "invalid_token" },
        { SessionRefusal.Idle, 401, "insufficient_user_authentication" },
        { SessionRefusal.Locked, 401, "insufficient_user_authentication" },
        { SessionRefusal.Assurance, 401, "insufficient_user_authentication" },
        { SessionRefusal.Scope, 403, "insufficient_scope" },
        { SessionRefusal.PossessionRequired, 401, "invalid_token" },
        { SessionRefusal.WrongKey, 401, "invalid_token" },
        { SessionRefusal.ProofInvalid, 401, "invalid_dpop_proof" },
        { SessionRefusal.ProofReplayed, 401, "invalid_dpop_proof" },
        { SessionRefusal.NonceRequired, 401, "use_dpop_nonce" },
        { SessionRefusal.ProofStale, 401, "use_dpop_nonce" },
        { SessionRefusal.WindowFull, 429, null },
        { SessionRefusal.ContextChanged, 401, "insufficient_user_authentication" },
        { SessionRefusal.Superseded, 401, "invalid_token" },
    };

    [Theory, Rule("D5"), Rule("T11")]
    [MemberData(nameof(Rows))]
    public void Each_refusal_has_its_status_and_error(SessionRefusal refusal, int status, string? error)
    {
        Assert.Equal(status, Challenges.StatusOf(refusal));
        Assert.All(Enum.GetValues<TokenScheme>(), scheme => Assert.Equal(error ?? "", Error(Challenges.Of(refusal, Requirements("a"), scheme))));
    }

    [Theory, Rule("D4"), Rule("D5")]
    [InlineData(SessionRefusal.PossessionRequired, TokenScheme.Bearer, "DPoP error=\"invalid_token\", algs=\"ES256 PS256 RS256\"")]
    [InlineData(SessionRefusal.WrongKey, TokenScheme.DPoP, "DPoP error=\"invalid_token\", algs=\"ES256 PS256 RS256\"")]
    [InlineData(SessionRefusal.WrongKey, TokenScheme.Bearer, "Bearer error=\"invalid_token\"")]
    [InlineData(SessionRefusal.NonceRequired, TokenScheme.DPoP, "DPoP error=\"use_dpop_nonce\", algs=\"ES256 PS256 RS256\"")]
    [InlineData(SessionRefusal.WindowFull, TokenScheme.DPoP, "DPoP algs=\"ES256 PS256 RS256\"")]
    [InlineData(SessionRefusal.WindowFull, TokenScheme.Bearer, "Bearer")]
    [InlineData(SessionRefusal.Scope, TokenScheme.DPoP, "DPoP error=\"insufficient_scope\", scope=\"a\", algs=\"ES256 PS256 RS256\"")]
    public void It_is_of_the_scheme_that_helps(SessionRefusal refusal, TokenScheme scheme, string challenge) => Assert.Equal(challenge, Challenges.Of(refusal, Requirements("a"), scheme));

    [Fact, Rule("T11")]
    public void A_request_without_credentials_gets_no_error_code() => Assert.Equal("DPoP algs=\"ES256 PS256 RS256\"", Challenges.DPoP);

    [Fact]
    public void Every_refusal_has_a_row() =>
        Assert.Equal(Enum.GetValues<SessionRefusal>().Except([SessionRefusal.None]).Order(), Rows.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Nothing_is_asked_for_that_was_not_required()
    {
        Assert.Equal("Bearer error=\"insufficient_user_authentication\"", Challenges.Of(SessionRefusal.Idle, ValidationRequirements.None));
        Assert.Equal("Bearer error=\"invalid_token\"", Challenges.Of(SessionRefusal.Revoked, Requirements("a", AssuranceLevel.Aal3, 1)));
    }

    [Theory]
    [InlineData(AssuranceLevel.Aal1, null, ", acr_values=\"aal1\"")]
    [InlineData(AssuranceLevel.None, 0, ", max_age=\"0\"")]
    [InlineData(AssuranceLevel.Aal3, int.MaxValue, ", acr_values=\"aal3\", max_age=\"2147483647\"")]
    public void What_was_required_of_the_authentication_is_asked_for(AssuranceLevel level, int? seconds, string parameters) =>
        Assert.Equal("Bearer error=\"insufficient_user_authentication\"" + parameters, Challenges.Of(SessionRefusal.Assurance, Requirements("a", level, seconds)));

    [Fact]
    public void All_of_the_required_scope_is_asked_for() =>
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"a b c\"", Challenges.Of(SessionRefusal.Scope, Requirements("c b a", AssuranceLevel.Aal3, 5)));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_challenge_is_a_header_value_of_RFC_9110(SessionRefusal refusal, int status, string? error)
    {
        _ = (status, error);
        var allVisible = new string([.. Enumerable.Range(0x21, 0x5e).Select(code => (char)code).Where(character => character is not ('"' or '\\'))]);

        Assert.All(Enum.GetValues<TokenScheme>(), scheme => Assert.Matches(Challenge(), Challenges.Of(refusal, Requirements($"{allVisible} x", AssuranceLevel.Aal2, 300), scheme)));
    }

    private static ValidationRequirements Requirements(string scope, AssuranceLevel level = AssuranceLevel.None, int? seconds = null) => new()
    {
        Scope = ScopeSet.TryParse(scope, out var set) ? set : throw new ArgumentException(ScopeSet.Rule),
        Assurance = level,
        MaxAuthenticationAge = seconds is { } age ? TimeSpan.FromSeconds(age) : null,
    };

    private static string Error(string challenge) => Challenge().Match(challenge).Groups["error"].Value;

    [GeneratedRegex("""^(Bearer|DPoP)(,? (error="(?<error>[a-z_]+)"|[a-z_]+="[\x20\x21\x23-\x5B\x5D-\x7E]*"))*$""")]
    private static partial Regex Challenge();
}

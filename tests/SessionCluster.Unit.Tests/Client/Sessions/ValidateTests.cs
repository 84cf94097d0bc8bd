using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

public sealed class ValidateTests
{
    private readonly ClientUnderTest _client = new();

    public ValidateTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    [Fact]
    [Rule("L24")]
    public async Task The_sessions_grain_is_asked_once_with_all_that_was_said_and_the_digest()
    {
        var requirements = new ValidationRequirements { Scope = Sample.Scope("orders.read"), Assurance = AssuranceLevel.Aal3, MaxAuthenticationAge = TimeSpan.FromMinutes(5) };

        var verdict = await _client.Sessions.ValidateAsync(new() { Token = Specimen.Token, Audience = Audience.Create("billing"), Activity = SessionActivity.None, Requirements = requirements });

        Assert.Same(ClientUnderTest.Accepted, verdict);
        var call = _client.Cluster.Single<ValidateCall>();
        Assert.Equal(Specimen.Handle, _client.Cluster.Calls[0].Key);
        Assert.Equal((SecretDigest.Of(Specimen.Secret), Audience.Create("billing"), SessionActivity.None), (call.SecretDigest, call.Audience, call.Activity));
        Assert.Same(requirements, call.Requirements);
    }

    [Fact]
    public async Task By_default_a_validation_is_activity_and_asks_for_nothing_more()
    {
        await _client.Sessions.ValidateAsync(ClientUnderTest.Presented);

        var call = _client.Cluster.Single<ValidateCall>();
        Assert.Equal((SessionActivity.User, ValidationRequirements.None), (call.Activity, call.Requirements));
    }

    [Fact]
    public async Task Every_refusal_of_the_grain_is_the_callers_verdict()
    {
        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None))
        {
            _client.Cluster.Answer = _ => SessionVerdict.Refuse(refusal);
            Assert.Same(SessionVerdict.Refuse(refusal), await _client.Sessions.ValidateAsync(ClientUnderTest.Presented));
        }
    }

    [Theory]
    [Rule("A9"), Rule("K1")]
    [InlineData("", SessionRefusal.Malformed)]
    [InlineData("Bearer x", SessionRefusal.Malformed)]
    [InlineData("eyJhbGciOiJub25lIn0.e30.", SessionRefusal.Malformed)]
    [InlineData("sct_test_1SC1v6YHzlL098zxWmB4TFYW52llyExTd47GvyGhXgqwfCThPepfJ9gFaAhmgDyVEd0A0XFkxe6Ln2pchwi", SessionRefusal.Malformed)]
    public async Task What_is_no_token_is_refused_without_a_call(string text, SessionRefusal refusal)
    {
        Assert.Equal(refusal, (await _client.Sessions.ValidateAsync(new() { Token = text, Audience = Audience.Create("orders") })).Refusal);
        Assert.IsType<RevokeResult.UnknownSession>(await _client.Sessions.RevokeAsync(new RevokeDescriptor.ByToken(text, ClientUnderTest.Order)));
        Assert.Empty(_client.Cluster.Calls);
    }

    [Fact]
    [Rule("A9"), Rule("H2"), Rule("A10")]
    public async Task A_token_of_a_key_that_is_retired_or_replaced_is_refused_without_a_call()
    {
        _client.Ring.Replace(Specimen.RingOf(2, 2));
        Assert.Equal(SessionRefusal.Forged, (await _client.Sessions.ValidateAsync(ClientUnderTest.Presented)).Refusal);

        _client.Ring.Replace(KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = Specimen.KeyOf(9) }));
        Assert.Equal(SessionRefusal.Forged, (await _client.Sessions.ValidateAsync(ClientUnderTest.Presented)).Refusal);
        Assert.Empty(_client.Cluster.Calls);

        _client.Ring.Replace(Specimen.RingOf(2, 1, 2));
        Assert.True((await _client.Sessions.ValidateAsync(ClientUnderTest.Presented)).IsAccepted);
        Assert.Single(_client.Cluster.Calls);
    }
}

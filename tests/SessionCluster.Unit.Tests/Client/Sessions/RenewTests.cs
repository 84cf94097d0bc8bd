using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;
using SessionCluster.Unit.Tests.Core.Sessions;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Sessions;

/// <summary>Step-up and re-authentication through the edge: it draws the secret, and only its answer has the token.</summary>
public sealed class RenewTests
{
    private static readonly Dictionary<string, Func<SessionClient, RenewalDescriptor, Task<RenewalResult>>> Calls = new()
    {
        ["step up"] = (client, descriptor) => client.StepUpAsync(descriptor),
        ["re-authenticate"] = (client, descriptor) => client.ReauthenticateAsync(descriptor),
    };

    private readonly ClientUnderTest _client = new();

    public RenewTests() => _client.Cluster.Answer = ClientUnderTest.GoodAnswer;

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Rule("N1"), Rule("N7"), Rule("L24")]
    public async Task The_subjects_grain_is_told_a_digest_and_the_answer_is_a_token_of_what_was_drawn(string name)
    {
        _client.Ring.Replace(Specimen.RingOf(2, 1, 2));
        var facts = Sample.Facts() with { Id = SessionId.Create(9, Specimen.Id.Deadline, new byte[SessionId.RandomSize]) };
        _client.Cluster.Answer = _ => new RenewalOutcome.Renewed(facts, 2) { RotateAfter = Sample.Start };

        var renewed = Assert.IsType<RenewalResult.Renewed>(await Calls[name](_client.Sessions, ClientUnderTest.Renewal));

        var call = _client.Cluster.Single<RenewalCall>();
        Assert.Equal(Sample.Subject.Key.ToString(), _client.Cluster.Calls[0].Key);
        Assert.Equal((Sample.Subject, ClientId.Create("login"), (byte)2), (call.Subject, call.Caller, call.EdgeKeyId));
        Assert.Equal((Specimen.Id, SecretDigest.Of(Specimen.Secret), TokenScheme.Bearer), (call.Held.Id, call.Held.SecretDigest, call.Held.Scheme));
        Assert.Same(ClientUnderTest.Renewal.Authentication, call.Authentication);
        Assert.Equal((facts.Id, facts.AbsoluteDeadline, facts.IdleTimeout, facts.Assurance, Sample.Start), (renewed.Id, renewed.AbsoluteDeadline, renewed.IdleTimeout, renewed.Assurance, renewed.RotateAfter));
        var payload = new byte[TokenPayload.Size];
        Assert.True(TokenFormat.TryDecode(renewed.Token.Reveal(), payload, out _));
        Assert.Equal(call.NewSecretDigest, SecretDigest.Of(new TokenPayload(payload).Secret));
        Assert.NotEqual(Specimen.Secret, new TokenPayload(payload).Secret.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Rule("N1")]
    public async Task Each_call_draws_a_secret_of_its_own(string name)
    {
        for (var call = 0; call < 100; call++)
        {
            await Calls[name](_client.Sessions, ClientUnderTest.Renewal);
        }

        Assert.Distinct(_client.Cluster.Calls.Select(call => ((RenewalCall)call.Call).NewSecretDigest));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_no_token_and_what_lacks_its_proof_is_denied_without_a_call(string name)
    {
        var noToken = await Calls[name](_client.Sessions, Presented("noise", TokenScheme.Bearer));
        var noProof = await Calls[name](_client.Sessions, Presented(Specimen.Token, TokenScheme.DPoP));

        Assert.Equal(SessionRefusal.Malformed, Assert.IsType<RenewalResult.Denied>(noToken).Verdict.Refusal);
        Assert.Equal(SessionRefusal.ProofInvalid, Assert.IsType<RenewalResult.Denied>(noProof).Verdict.Refusal);
        Assert.Empty(_client.Cluster.Calls);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_outcome_is_the_callers(string name)
    {
        foreach (var refusal in Enum.GetValues<EstablishRefusal>())
        {
            _client.Cluster.Answer = _ => new RenewalOutcome.Refused(refusal, "Do this.");
            Assert.Equal(new RenewalResult.Refused(refusal, "Do this."), await Calls[name](_client.Sessions, ClientUnderTest.Renewal));
        }

        foreach (var refusal in Enum.GetValues<SessionRefusal>().Where(refusal => refusal != SessionRefusal.None))
        {
            _client.Cluster.Answer = _ => new RenewalOutcome.Denied(SessionVerdict.Refuse(refusal));
            Assert.Equal(refusal, Assert.IsType<RenewalResult.Denied>(await Calls[name](_client.Sessions, ClientUnderTest.Renewal)).Verdict.Refusal);
        }

        _client.Cluster.Answer = _ => new RenewalOutcome.Denied(SessionVerdict.Challenge(SessionRefusal.NonceRequired, "n-1"));
        Assert.Equal("n-1", Assert.IsType<RenewalResult.Denied>(await Calls[name](_client.Sessions, ClientUnderTest.Renewal)).Verdict.Nonce);
        _client.Cluster.Answer = _ => new RenewalOutcome.Denied(SessionVerdict.InDoubt(UnavailableReason.Fence));
        Assert.Equal(UnavailableReason.Fence, ClientUnderTest.Doubt(await Calls[name](_client.Sessions, ClientUnderTest.Renewal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Rule("H2"), Rule("G6")]
    public async Task What_goes_on_under_a_key_that_is_not_in_this_ring_is_no_token(string name)
    {
        _client.Cluster.Answer = _ => new RenewalOutcome.Renewed(Sample.Facts(), 7);

        Assert.Equal(UnavailableReason.Timeout, ClientUnderTest.Doubt(await Calls[name](_client.Sessions, ClientUnderTest.Renewal)));
    }

    [Theory]
    [MemberData(nameof(ClientUnderTest.NamesSentOnce), MemberType = typeof(ClientUnderTest))]
    [Rule("L21"), Rule("N7")]
    public async Task What_has_one_answer_is_not_sent_again_whatever_the_doubt(string operation)
    {
        foreach (var reason in Enum.GetValues<UnavailableReason>())
        {
            var client = new ClientUnderTest();
            client.Cluster.Answer = call => ClientUnderTest.DoubtfulAnswer(call, reason);

            var asked = ClientUnderTest.Operations[operation](client.Sessions, CancellationToken.None);

            Assert.True(asked.IsCompleted);
            Assert.NotNull(ClientUnderTest.Doubt(await asked));
            Assert.Single(client.Cluster.Calls);
        }
    }

    private static RenewalDescriptor Presented(string token, TokenScheme scheme) => new()
    {
        Token = token,
        Scheme = scheme,
        Possession = PresentedPossession.None,
        Subject = Sample.Subject,
        Authentication = ClientUnderTest.Renewal.Authentication,
        Caller = ClientId.Create("login"),
    };
}

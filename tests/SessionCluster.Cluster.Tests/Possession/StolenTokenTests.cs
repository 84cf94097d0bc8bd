using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>A copy of the token without the key is useless, tells nothing, and does its owner no harm (A1).</summary>
public sealed class StolenTokenTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("A1"), Rule("D5"), Rule("D4")]
    public async Task With_another_key_without_one_or_as_a_bearer_it_is_refused_and_counted_and_the_session_lives()
    {
        using var wrongKeys = new MeasuredCounter(_cluster, "sessioncluster.validations", "refusal", "wrong_key");
        var id = await _cluster.AdmitBoundAsync();
        for (var copy = 0; copy < 5; copy++)
        {
            Assert.Equal("refused: WrongKey", await _cluster.PresentAsync(id, _cluster.Prove(key: Holders.Thief)));
            Assert.Equal("refused: ProofInvalid", await _cluster.PresentAsync(id, null));
            Assert.Equal("refused: PossessionRequired", await _cluster.PresentAsync(id));
            Assert.Equal("refused: PossessionRequired", (await _cluster.AskAsync(id, Holders.Presentation(_cluster.Prove(), TokenScheme.Bearer))).ToString());
        }

        Assert.Equal(5, wrongKeys.Count);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
    }

    [Fact]
    [Rule("A1"), Rule("D4"), Rule("D5")]
    public async Task Where_keys_are_not_looked_at_every_copy_is_as_good_as_the_token()
    {
        await using var cluster = await StartAsync(Forgetful.EveryKey);
        var id = await cluster.AdmitBoundAsync();

        Assert.Equal("accepted", await cluster.PresentAsync(id, cluster.Prove(key: Holders.Thief)));
        Assert.Equal("accepted", await cluster.PresentAsync(id));
    }

    [Theory]
    [Rule("A1"), Rule("D5"), Rule("G1")]
    [InlineData("revoked", "refused: Revoked")]
    [InlineData("expired", "refused: Expired")]
    [InlineData("idle", "refused: Idle")]
    [InlineData("audience", "refused: Audience")]
    public async Task Nothing_of_the_sessions_state_is_told_to_whoever_does_not_have_its_key(string state, string toTheOwner)
    {
        var (id, call) = await InAsync(_cluster, state);

        Assert.Equal("refused: WrongKey", (await _cluster.AskAsync(id, call(_cluster.Prove(key: Holders.Thief)))).ToString());
        Assert.Equal("refused: ProofInvalid", (await _cluster.AskAsync(id, call(null))).ToString());
        Assert.Equal("refused: PossessionRequired", (await _cluster.AskAsync(id, Holders.Presentation(null, TokenScheme.Bearer))).ToString());
        Assert.Equal(toTheOwner, (await _cluster.AskAsync(id, call(_cluster.Prove()))).ToString());
    }

    [Fact]
    [Rule("A1")]
    public async Task A_decider_that_looks_at_the_status_first_tells_a_thief_that_the_session_was_revoked()
    {
        await using var cluster = await StartAsync(new DeciderThat((state, in usage, containment, in presentation, now) =>
            SessionRules.StatusOf(state, usage, containment, presentation.EdgeKeyIds, now) == Abstractions.Sessions.SessionStatus.Revoked
                ? SessionDecision.Refuse(SessionRefusal.Revoked)
                : SessionRules.Decide(state, usage, containment, presentation, now)));
        var (id, call) = await InAsync(cluster, "revoked");

        Assert.Equal("refused: Revoked", (await cluster.AskAsync(id, call(cluster.Prove(key: Holders.Thief)))).ToString());
    }

    [Fact]
    [Rule("A1")]
    public async Task Who_does_not_hold_the_secret_hears_nothing_of_the_key()
    {
        var id = await _cluster.AdmitBoundAsync();
        foreach (var evidence in new[] { _cluster.Prove(), _cluster.Prove(key: Holders.Thief), null })
        {
            var call = new ValidateCall { SecretDigest = SecretDigest.Of([2]), Audience = SessionSamples.Orders, Scheme = TokenScheme.DPoP, Possession = evidence };
            Assert.Equal("refused: WrongSecret", (await _cluster.AskAsync(id, call)).ToString());
        }
    }

    [Fact]
    [Rule("T5")]
    public async Task A_session_that_is_bound_to_a_certificate_wants_that_certificate()
    {
        var certificate = Certificate("owner's");
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(
            _cluster.BoundCall() with { Confirmation = new(ConfirmationMethod.Certificate, certificate) })).Id;

        Assert.Equal("refused: PossessionRequired", await _cluster.PresentAsync(id));
        Assert.Equal("refused: WrongKey", await PresentWithAsync(Certificate("thief's")));
        Assert.Equal("refused: WrongKey", await _cluster.PresentAsync(id, _cluster.Prove()));
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal("accepted", await PresentWithAsync(certificate));
        }

        async Task<string> PresentWithAsync(KeyThumbprint shown) =>
            (await _cluster.AskAsync(id, Holders.Presentation(new PossessionEvidence { Certificate = shown }, TokenScheme.Bearer))).ToString();
    }

    [Fact]
    [Rule("N9"), Rule("N4"), Rule("N5"), Rule("G4")]
    public async Task A_valid_proof_lifts_no_limit()
    {
        var idle = await _cluster.AdmitBoundAsync();
        var used = await _cluster.AdmitBoundAsync();
        var deadline = _cluster.Clock.GetUtcNow() + SessionTestOptions.Bearer.AbsoluteLifetime;
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal("accepted", await _cluster.PassAsync(used));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Idle", await _cluster.PresentAsync(idle, _cluster.Prove()));
        while (_cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(9) < deadline)
        {
            _cluster.Clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal("accepted", await _cluster.PassAsync(used));
        }

        _cluster.Clock.SetUtcNow(deadline + TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Expired", await _cluster.PresentAsync(used, _cluster.Prove()));
    }

    private static KeyThumbprint Certificate(string whose) => KeyThumbprint.Of(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(whose)));

    private static async Task<(SessionId Id, Func<PossessionEvidence?, ValidateCall> Call)> InAsync(SessionTestCluster cluster, string state)
    {
        var id = await cluster.AdmitBoundAsync();
        switch (state)
        {
            case "revoked":
                await cluster.RevokeAsync(id);
                break;
            case "expired":
                cluster.Clock.Advance(SessionTestOptions.Bearer.AbsoluteLifetime);
                break;
            case "idle":
                cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
                break;
        }

        return (id, evidence => new ValidateCall
        {
            SecretDigest = GrainCalls.Secret,
            Audience = Audience.Create(state == "audience" ? "billing" : "orders"),
            Scheme = TokenScheme.DPoP,
            Possession = evidence,
        });
    }

    private static async Task<SessionTestCluster> StartAsync(ISessionDecider decider) => await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.ReplaceServices = services => services.AddSingleton(decider);
    });
}

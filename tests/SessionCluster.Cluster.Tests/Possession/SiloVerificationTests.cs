using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>Who verifies a proof: where the class says <c>silo</c>, an API service in other hands can't assert one; where it says <c>edge</c>, it can.</summary>
public sealed class SiloVerificationTests : IAsyncLifetime
{
    private readonly CountingVerifier _verifier = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.ReplaceServices = services => services.AddSingleton<IProofVerifier>(_verifier);
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [Rule("A1"), Rule("D1"), Rule("G2")]
    [InlineData(BoundClasses.Guarded, "refused: ProofInvalid")]
    [InlineData(BoundClasses.Bound, "accepted")]
    public async Task What_an_edge_asserts_counts_only_where_the_class_lets_it(string sessionClass, string expected)
    {
        var id = await _cluster.AdmitBoundAsync(sessionClass);
        var good = _cluster.Prove().Presented!;
        var ofAThief = _cluster.Prove(key: Holders.Thief).Presented!;
        PresentedProof?[] raw =
        [
            null,
            new() { Text = "none", Method = good.Method, Uri = good.Uri, TokenHash = good.TokenHash },
            new() { Text = good.Text[..^4] + "AAAA", Method = good.Method, Uri = good.Uri, TokenHash = good.TokenHash },
            new() { Text = good.Text, Method = "POST", Uri = good.Uri, TokenHash = good.TokenHash },
            new() { Text = good.Text, Method = good.Method, Uri = good.Uri, TokenHash = SecretDigest.Of([3]) },

            // Without it, whether the proof is for this token would not be looked at.
            new() { Text = good.Text, Method = good.Method, Uri = good.Uri },
        ];
        foreach (var presented in raw)
        {
            Assert.Equal(expected, await _cluster.PresentAsync(id, new PossessionEvidence { Proof = Asserted(), Presented = presented }));
        }

        Assert.Equal(expected == "accepted" ? expected : "refused: WrongKey", await _cluster.PresentAsync(id, new PossessionEvidence { Proof = Asserted(), Presented = ofAThief }));
    }

    [Fact]
    [Rule("A1")]
    public async Task A_good_proof_is_accepted_once_whatever_the_edge_says_of_it()
    {
        var id = await _cluster.AdmitBoundAsync(BoundClasses.Guarded);
        var proof = _cluster.Prove();

        Assert.Equal("accepted", await _cluster.PresentAsync(id, new PossessionEvidence { Presented = proof.Presented }));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, new PossessionEvidence { Proof = Asserted(), Presented = proof.Presented }));
    }

    [Fact]
    [Rule("A9")]
    public async Task Nothing_is_verified_for_whoever_does_not_hold_the_secret_nor_where_the_edge_verifies()
    {
        var guarded = await _cluster.AdmitBoundAsync(BoundClasses.Guarded);
        var bound = await _cluster.AdmitBoundAsync();
        var evidence = _cluster.Prove();
        var guess = new ValidateCall { SecretDigest = SecretDigest.Of([2]), Audience = SessionSamples.Orders, Scheme = TokenScheme.DPoP, Possession = evidence };

        Assert.Equal("refused: WrongSecret", (await _cluster.AskAsync(guarded, guess)).ToString());
        Assert.Equal("accepted", await _cluster.PresentAsync(bound, _cluster.Prove()));
        Assert.Equal(0, _verifier.Calls);

        Assert.Equal("accepted", await _cluster.PresentAsync(guarded, evidence));
        Assert.Equal(1, _verifier.Calls);
    }

    [Theory]
    [Rule("A1"), Rule("N2")]
    [InlineData(BoundClasses.Guarded, false)]
    [InlineData(BoundClasses.Bound, true)]
    public async Task A_confirmation_that_an_edge_calls_proven_is_believed_only_where_the_class_lets_it(string sessionClass, bool believed)
    {
        var good = Holders.Owner.Prove(_cluster.Clock.GetUtcNow(), confirms: true);
        var withToken = _cluster.Prove();
        PossessionEvidence[] unproven =
        [
            new() { Proof = good.Proof },
            new() { Proof = good.Proof, Presented = new() { Text = good.Presented!.Text, Method = "PUT", Uri = good.Presented.Uri } },

            // One that accompanied a token was made for something else.
            withToken,
        ];
        foreach (var evidence in unproven)
        {
            Assert.Equal(believed, await _cluster.TryAdmitAsync(_cluster.BoundCall(sessionClass) with { ConfirmationEvidence = evidence }) is EstablishOutcome.Established);
        }

        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(_cluster.BoundCall(sessionClass) with { Confirmation = null, ConfirmationEvidence = new() { Presented = good.Presented, Proof = good.Proof } }));
    }

    [Fact]
    public async Task A_silo_that_has_to_verify_and_cannot_does_not_start_and_says_so()
    {
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => SessionTestCluster.StartAsync(options =>
        {
            options.Classes.RemoveAll(candidate => candidate.Name.Value != "privileged");
            options.ConfigureSilo = silo => silo.Services.RemoveAll<IProofVerifier>();
        }));

        Assert.Equal(
            "Class 'privileged' has its proofs verified in the silo, and no IProofVerifier is registered: register the client library's with AddSessionClusterClient, or let the edge verify them (VerifyProof = Edge).",
            refusal.Message);
    }

    private VerifiedProof Asserted() => _cluster.Prove().Proof!;

    private sealed class CountingVerifier : IProofVerifier
    {
        private readonly DpopProofVerifier _verifier = new();
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public VerifiedProof? Verify(PresentedProof presented, out ProofProblem problem)
        {
            Interlocked.Increment(ref _calls);
            return _verifier.Verify(presented, out problem);
        }
    }
}

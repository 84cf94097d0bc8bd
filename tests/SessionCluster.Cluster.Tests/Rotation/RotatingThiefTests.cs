using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>A thief with a copy of a bearer token who rotates whenever its owner does (A6).</summary>
public sealed class RotatingThiefTests(RotationCluster shared) : IClassFixture<RotationCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("P-T4"), Rule("A6"), Rule("T7")]
    public async Task Who_follows_a_rotation_shows_himself_by_the_first_use_of_what_he_got()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var owners = await _cluster.NextAsync(id, GrainCalls.Secret);
        var thiefs = await _cluster.NextAsync(id, GrainCalls.Secret);
        Assert.NotEqual(owners, thiefs);

        Assert.Equal("accepted", await _cluster.SayAsync(id, owners));
        Assert.Equal("refused: Superseded", await _cluster.SayAsync(id, thiefs));
        Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, owners));
    }

    [Fact]
    [Rule("P-T4"), Rule("A6"), Rule("T7")]
    public async Task Who_is_faster_than_the_owner_is_exposed_by_the_owner()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var owners = await _cluster.NextAsync(id, GrainCalls.Secret);
        var thiefs = await _cluster.NextAsync(id, GrainCalls.Secret);

        Assert.Equal("accepted", await _cluster.SayAsync(id, thiefs));
        Assert.Equal("refused: Superseded", await _cluster.SayAsync(id, owners));
        Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, thiefs));
    }

    [Fact]
    [Rule("P-T4")]
    public async Task Where_every_holder_gets_the_same_successor_a_thief_who_follows_is_never_seen()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            BoundClasses.Use(options);
            options.ReplaceServices = services =>
            {
                services.AddSingleton<ISessionDecider, NamelessDecider>();
                services.AddSingleton<ISuccessors>(provider => new NamelessSuccessors(new Successors(provider.GetRequiredService<SiloRing>())));
            };
        });
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var secret = GrainCalls.Secret;
        for (var rotation = 0; rotation < 3; rotation++)
        {
            var owners = await cluster.NextAsync(id, secret);
            var thiefs = await cluster.NextAsync(id, secret);
            Assert.Equal(owners, thiefs);
            Assert.Equal("accepted", await cluster.SayAsync(id, owners));
            Assert.Equal("accepted", await cluster.SayAsync(id, thiefs));
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            secret = owners;
        }
    }

    [Fact]
    [Rule("A1"), Rule("D12"), Rule("L5")]
    public async Task A_thief_of_a_bound_token_gets_no_successor_and_the_owner_notices_nothing()
    {
        var id = await _cluster.AdmitBoundAsync();

        Assert.Equal("refused: WrongKey", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, _cluster.ProveOwn(Holders.Thief))));
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, (Abstractions.Possession.PossessionEvidence?)null)));
        Assert.Equal("refused: PossessionRequired", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, default(RotationId))));
        var second = await _cluster.NextBoundAsync(id, GrainCalls.Secret);
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
    }

    [Fact]
    [Rule("D12"), Rule("D1")]
    public async Task A_proof_that_an_edge_vouches_for_counts_for_nothing_and_neither_does_one_for_another_call()
    {
        var id = await _cluster.AdmitBoundAsync();
        var vouched = _cluster.Prove();
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, vouched)));
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, new Abstractions.Possession.PossessionEvidence { Proof = vouched.Proof })));
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, _cluster.ProveOwn(uri: "https://evil.example.com/sessions/rotate"))));
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, _cluster.ProveOwn(method: "GET"))));
        Assert.Equal("refused: ProofInvalid", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, _cluster.ProveOwn(uri: Rotations.OwnUri.Replace("rotate", "step-up", StringComparison.Ordinal)))));

        var proof = _cluster.ProveOwn();
        Rotations.Secret(await _cluster.RotateAsync(id, GrainCalls.Secret, proof));
        Assert.Equal("refused: ProofReplayed", Rotations.Refusal(await _cluster.RotateAsync(id, GrainCalls.Secret, proof)));
    }

    private static readonly RotationId Everybody = RotationId.FromBytes([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

    private sealed class NamelessDecider : ISessionDecider
    {
        public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
            SessionRules.Decide(state, usage, containment, presentation, now);

        public RotationPlan Plan(SessionState state, SecretDigest presented, RotationId rotationId, uint siloKeyIds, DateTimeOffset now) =>
            RotationRules.Plan(state, presented, Everybody, siloKeyIds, now);
    }

    private sealed class NamelessSuccessors(ISuccessors inner) : ISuccessors
    {
        public uint KeyIds => inner.KeyIds;

        public Derivation Draw(RotationId rotationId) => inner.Draw(Everybody);

        public Abstractions.Identifiers.SessionSecret? Derive(Derivation derivation, SecretDigest presented, SessionId id, int generation, RotationId rotationId) =>
            inner.Derive(derivation, presented, id, generation, Everybody);
    }
}

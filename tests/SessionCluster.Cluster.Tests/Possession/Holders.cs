using System.Text;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Possession.Proofs;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>What holders of bound sessions do: make proofs by their keys, and present them. As the edge does, without the edge.</summary>
internal static class Holders
{
    private const string Token = "the token, as far as a proof is concerned";

    private static readonly DpopProofVerifier Verifier = new();

    private static int _proofs;

    /// <summary>The key of the one to whom the sessions belong.</summary>
    public static ProofKey Owner { get; } = ProofKey.CreateEcdsa();

    /// <summary>The key of the one who has a copy of the token and of nothing else.</summary>
    public static ProofKey Thief { get; } = ProofKey.CreateEcdsa();

    /// <summary>A proof as the edge sends it on: verified, and as it was received.</summary>
    /// <param name="key">Signs it.</param>
    /// <param name="at">Its <c>iat</c>.</param>
    /// <param name="id">Its <c>jti</c>; one that was never used when it is left out.</param>
    /// <param name="nonce">Its nonce; none by default.</param>
    /// <param name="confirms">It proves a confirmation instead of accompanying a token.</param>
    public static PossessionEvidence Prove(this ProofKey key, DateTimeOffset at, string? id = null, string? nonce = null, bool confirms = false)
    {
        var presented = new PresentedProof
        {
            Text = key.CreateProof(new ProofContent
            {
                Id = id ?? $"proof {Interlocked.Increment(ref _proofs)}",
                Method = "GET",
                Uri = "https://orders.example.com/orders",
                IssuedAtSeconds = at.ToUnixTimeSeconds(),
                TokenHash = confirms ? null : System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(Token))),
                Nonce = nonce,
            }),
            Method = "GET",
            Uri = "https://orders.example.com/orders",
            TokenHash = confirms ? default : SecretDigest.Of(Encoding.ASCII.GetBytes(Token)),
        };
        var proof = Verifier.Verify(presented, out var problem);
        Assert.Equal(ProofProblem.None, problem);
        return new() { Proof = proof, Presented = presented };
    }

    /// <summary>A proof that is made now.</summary>
    public static PossessionEvidence Prove(this SessionTestCluster cluster, string? nonce = null, ProofKey? key = null) => (key ?? Owner).Prove(cluster.Clock.GetUtcNow(), nonce: nonce);

    public static EstablishCall BoundCall(this SessionTestCluster cluster, string sessionClass = BoundClasses.Bound, ProofKey? key = null, SubjectId? subject = null) =>
        cluster.Call(subject ?? SessionSamples.NewSubject(), sessionClass) with { Confirmation = new(ConfirmationMethod.Jkt, (key ?? Owner).Thumbprint) };

    public static async Task<SessionId> AdmitBoundAsync(this SessionTestCluster cluster, string sessionClass = BoundClasses.Bound, ProofKey? key = null, SubjectId? subject = null) =>
        Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(cluster.BoundCall(sessionClass, key, subject))).Id;

    public static ValidateCall Presentation(PossessionEvidence? evidence, TokenScheme scheme = TokenScheme.DPoP, SessionActivity activity = SessionActivity.User, int? attempt = null, string? caller = null) => new()
    {
        SecretDigest = GrainCalls.Secret,
        Audience = SessionSamples.Orders,
        Activity = activity,
        Scheme = scheme,
        Possession = evidence,
        Attempt = attempt is { } number ? Attempts.Id(number) : default,
        Caller = caller is null ? default : ClientId.Create(caller),
    };

    public static async Task<SessionVerdict> AskAsync(this SessionTestCluster cluster, SessionId id, ValidateCall call, int? silo = null) =>
        await (silo is { } index ? cluster.SessionGrain(index, id) : cluster.SessionGrain(id)).Validate(call);

    public static Task<SessionVerdict> AskAsync(this SessionTestCluster cluster, SessionId id, PossessionEvidence? evidence, int? silo = null) => cluster.AskAsync(id, Presentation(evidence), silo);

    /// <summary>The verdict in words.</summary>
    public static async Task<string> PresentAsync(this SessionTestCluster cluster, SessionId id, PossessionEvidence? evidence, int? silo = null) => (await cluster.AskAsync(id, evidence, silo)).ToString();

    /// <summary>Presents a new proof, and another one with the nonce when it is asked for, as every standard client does.</summary>
    public static async Task<string> PassAsync(this SessionTestCluster cluster, SessionId id, int? silo = null)
    {
        var verdict = await cluster.AskAsync(id, cluster.Prove(), silo);
        return verdict.Nonce is { } nonce && !verdict.IsAccepted ? await cluster.PresentAsync(id, cluster.Prove(nonce), silo) : verdict.ToString();
    }

    /// <summary>A new proof, with a nonce if one is asked for, in so many copies at the same time through every silo: how many are accepted.</summary>
    public static async Task<int> CountAcceptedCopiesAsync(this SessionTestCluster cluster, SessionId id, int copies)
    {
        var verdict = await cluster.AskAsync(id, cluster.Prove());
        var proof = cluster.Prove(verdict.IsAccepted ? null : verdict.Nonce);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, copies).Select(copy => cluster.PresentAsync(id, proof, copy % cluster.Cluster.Silos.Count)));
        Assert.Equal(copies, verdicts.Count(text => text is "accepted" or "refused: ProofReplayed"));
        return verdicts.Count(text => text == "accepted");
    }

    public static async Task<EndOutcome> EndAsync(this SessionTestCluster cluster, SessionId id, PossessionEvidence? evidence, TokenScheme scheme = TokenScheme.DPoP) =>
        await cluster.SessionGrain(id).End(new EndCall { SecretDigest = GrainCalls.Secret, Scheme = scheme, Possession = evidence });

    public static async Task<SessionVerdict> IntrospectAsync(this SessionTestCluster cluster, SessionId id, params Audience[] audiences) =>
        await cluster.SessionGrain(id).Introspect(new IntrospectCall { SecretDigest = GrainCalls.Secret, Audiences = [.. audiences] });
}

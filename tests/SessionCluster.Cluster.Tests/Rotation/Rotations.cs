using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Possession.Proofs;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>What holders do with their secrets, as the edge does it: present one, and ask for its successor.</summary>
internal static class Rotations
{
    public const string OwnUri = ClusterUris.DefaultBase + ClusterPaths.Rotate;

    private const string Token = "the token, as far as a proof is concerned";

    private static int _proofs;

    public static RotationId NewName() => RotationId.FromBytes(RandomNumberGenerator.GetBytes(RotationId.Size));

    /// <summary>A proof for a call to the cluster itself, as it was received: the edge has not looked at it.</summary>
    public static PossessionEvidence ProveOwn(this SessionTestCluster cluster, ProofKey? key = null, string? nonce = null, string uri = OwnUri, string method = "POST", string? id = null) => new()
    {
        Presented = new PresentedProof
        {
            Text = (key ?? Holders.Owner).CreateProof(new ProofContent
            {
                Id = id ?? $"own proof {Interlocked.Increment(ref _proofs)}",
                Method = method,
                Uri = uri,
                IssuedAtSeconds = cluster.Clock.GetUtcNow().ToUnixTimeSeconds(),
                TokenHash = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Token))),
                Nonce = nonce,
            }),
            Method = method,
            Uri = uri,
            TokenHash = SecretDigest.Of(Encoding.ASCII.GetBytes(Token)),
        },
    };

    public static Task<RotateOutcome> RotateAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, RotationId name) =>
        cluster.SessionGrain(id).Rotate(new RotateCall { SecretDigest = secret, Scheme = TokenScheme.Bearer, RotationId = name });

    public static Task<RotateOutcome> RotateAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, PossessionEvidence? evidence) =>
        cluster.SessionGrain(id).Rotate(new RotateCall { SecretDigest = secret, Scheme = TokenScheme.DPoP, Possession = evidence });

    /// <summary>The successor of a bearer session's secret.</summary>
    public static async Task<SecretDigest> NextAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, RotationId? name = null) =>
        Secret(await cluster.RotateAsync(id, secret, name ?? NewName()));

    /// <summary>The successor of a bound session's secret, for the owner, who sends a nonce when it is asked for one.</summary>
    public static async Task<SecretDigest> NextBoundAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret)
    {
        var outcome = await cluster.RotateAsync(id, secret, cluster.ProveOwn());
        return Secret(outcome is RotateOutcome.Denied { Verdict.Nonce: { } nonce } ? await cluster.RotateAsync(id, secret, cluster.ProveOwn(nonce: nonce)) : outcome);
    }

    public static SecretDigest Secret(RotateOutcome outcome) => SecretDigest.Of(Assert.IsType<RotateOutcome.Rotated>(outcome).Secret.Span);

    /// <summary>Why there is no successor, in words.</summary>
    public static string Refusal(RotateOutcome outcome) => Assert.IsType<RotateOutcome.Denied>(outcome).Verdict.ToString();

    public static async Task<SessionVerdict> ShowAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, PossessionEvidence? evidence = null, string? caller = null, TokenScheme? scheme = null) =>
        await cluster.SessionGrain(id).Validate(new ValidateCall
        {
            SecretDigest = secret,
            Audience = SessionSamples.Orders,
            Scheme = scheme ?? (evidence is null ? TokenScheme.Bearer : TokenScheme.DPoP),
            Possession = evidence,
            Caller = caller is null ? default : ClientId.Create(caller),
        });

    /// <summary>Presents a secret; the verdict in words.</summary>
    public static async Task<string> SayAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret) => (await cluster.ShowAsync(id, secret)).ToString();

    /// <summary>Presents a bound session's secret with the owner's proof, and with the nonce when it is asked for.</summary>
    public static async Task<string> SayBoundAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret)
    {
        var verdict = await cluster.ShowAsync(id, secret, cluster.Prove());
        return (verdict.Nonce is { } nonce && !verdict.IsAccepted ? await cluster.ShowAsync(id, secret, cluster.Prove(nonce)) : verdict).ToString();
    }

    /// <summary>Presents a secret with a proof by another key than the owner's.</summary>
    public static async Task<string> SayAsAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, ProofKey key) => (await cluster.ShowAsync(id, secret, cluster.Prove(key: key))).ToString();

    /// <summary>Waits until the stored row is so: what is decided in a validation is stored by a turn of its own.</summary>
    public static async Task StoredAsync(this SessionTestCluster cluster, SessionId id, Func<SessionState, bool> isSo, Func<Task>? meanwhile = null)
    {
        for (var look = 0; look < 600; look++)
        {
            if (isSo(cluster.Storage.Peek<SessionState>("session", id.ToString())!))
            {
                return;
            }

            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await Task.Delay(100);
        }

        Assert.Fail("It was not stored.");
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Possession.Proofs;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>What a login service asks when a subject has authenticated again, and what the holder shows with it. As the edge does, without the edge.</summary>
internal static class Renewals
{
    private static readonly byte[] Token = Encoding.ASCII.GetBytes("the token, as far as a proof is concerned");

    private static int _proofs;

    /// <summary>A new secret's digest.</summary>
    public static SecretDigest NewSecret() => SecretDigest.Of(RandomNumberGenerator.GetBytes(32));

    /// <summary>The session as whoever has its first secret presents it, without a key.</summary>
    public static HeldSession Held(SessionId id, SecretDigest? secret = null, PossessionEvidence? evidence = null) => new()
    {
        Id = id,
        SecretDigest = secret ?? GrainCalls.Secret,
        Scheme = evidence is null ? TokenScheme.Bearer : TokenScheme.DPoP,
        Possession = evidence,
    };

    /// <summary>A proof for one of the cluster's own URIs, as it was received: nobody but the silo has verified it.</summary>
    public static PossessionEvidence ProveOwn(this SessionTestCluster cluster, string path, ProofKey? key = null, string? nonce = null, string? uri = null) => new()
    {
        Presented = new()
        {
            Text = (key ?? Holders.Owner).CreateProof(new ProofContent
            {
                Id = $"own {Interlocked.Increment(ref _proofs)}",
                Method = "POST",
                Uri = uri ?? ClusterUris.DefaultBase + path,
                IssuedAtSeconds = cluster.Clock.GetUtcNow().ToUnixTimeSeconds(),
                TokenHash = Base64Url.EncodeToString(SHA256.HashData(Token)),
                Nonce = nonce,
            }),
            Method = "POST",
            Uri = uri ?? ClusterUris.DefaultBase + path,
            TokenHash = SecretDigest.Of(Token),
        },
    };

    public static RenewalCall Renewal(this SessionTestCluster cluster, SubjectId subject, HeldSession held, string methods = "pwd otp", SecretDigest? next = null, string? eventId = null) => new()
    {
        Subject = subject,
        Held = held,
        Authentication = new AuthenticationEvent([.. methods.Split(' ')], cluster.Clock.GetUtcNow(), eventId),
        NewSecretDigest = next ?? NewSecret(),
        EdgeKeyId = 1,
        Caller = SessionSamples.Login,
    };

    public static Task<RenewalOutcome> StepUpAsync(this SessionTestCluster cluster, RenewalCall call) => cluster.SubjectGrain(call.Subject).StepUp(call);

    public static Task<RenewalOutcome> ReauthenticateAsync(this SessionTestCluster cluster, RenewalCall call) => cluster.SubjectGrain(call.Subject).Reauthenticate(call);

    public static Task<RevokeOutcome> TryRevokeOthersAsync(this SessionTestCluster cluster, SubjectId subject, HeldSession keep) =>
        cluster.SubjectGrain(subject).Revoke(new RevokeSubjectCall { Subject = subject, Order = SessionSamples.Admin, Keep = keep });

    /// <summary>The verdict in words, for whoever has that secret.</summary>
    public static async Task<string> PresentAsync(this SessionTestCluster cluster, SessionId id, SecretDigest secret, SessionActivity activity = SessionActivity.User) =>
        (await cluster.SessionGrain(id).Validate(new ValidateCall { SecretDigest = secret, Audience = SessionSamples.Orders, Activity = activity })).ToString();

    public static SessionFacts Renewed(RenewalOutcome outcome) => Assert.IsType<RenewalOutcome.Renewed>(outcome).Facts;

    public static SessionRefusal Denied(RenewalOutcome outcome) => Assert.IsType<RenewalOutcome.Denied>(outcome).Verdict.Refusal;

    public static EstablishRefusal Refused(RenewalOutcome outcome) => Assert.IsType<RenewalOutcome.Refused>(outcome).Refusal;
}

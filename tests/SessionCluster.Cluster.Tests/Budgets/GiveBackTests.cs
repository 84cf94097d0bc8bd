using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>The last write of a leaving activation gives the rest of its block back (P-B3), once.</summary>
public sealed class GiveBackTests
{
    private const int Limit = 64;

    private static readonly SecretDigest Digest = SecretDigest.Of([1]);

    [Theory]
    [Rule("P-B3"), Rule("P-W2"), Rule("G5")]
    [InlineData(StorageFault.None)]
    [InlineData(StorageFault.WriteThenThrow)]
    [InlineData(StorageFault.ThrowWithoutDoing)]
    internal async Task However_often_an_activation_leaves_no_use_is_given_back_twice(StorageFault fault)
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var id = await EstablishAsync(cluster);
        var failed = false;
        cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "session" } && !failed && (failed = true) ? fault : StorageFault.None;

        var accepted = 0;
        for (var round = 0; round < 2 * Limit && await AcceptsAsync(cluster, id); round++)
        {
            accepted++;
            failed = false;
            await cluster.DeactivateAsync(id);
        }

        Assert.InRange(accepted, 1, Limit);
        Assert.True(fault != StorageFault.None || accepted == Limit, $"Without a fault every use is spent, not {accepted}.");
    }

    private static async Task<SessionId> EstablishAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var outcome = await cluster.Grains.GetGrain<ISubjectGrain>(subject.Key.ToString()).Establish(new EstablishCall
        {
            Subject = subject,
            Class = SessionTestOptions.Bearer.Name,
            Audiences = [SessionSamples.Orders],
            Authentication = new AuthenticationEvent(["pwd", "otp"], cluster.Clock.GetUtcNow()),
            SecretDigest = Digest,
            EdgeKeyId = 1,
            ClientId = SessionSamples.Login,
            EstablishedBy = SessionSamples.Login,
            MaxUses = Limit,
        });
        return Assert.IsType<EstablishOutcome.Established>(outcome).Id;
    }

    private static async Task<bool> AcceptsAsync(SessionTestCluster cluster, SessionId id)
    {
        var verdict = await cluster.Grains.GetGrain<ISessionGrain>(id.ToString()).Validate(new ValidateCall { SecretDigest = Digest, Audience = SessionSamples.Orders });
        return verdict.IsAccepted;
    }
}

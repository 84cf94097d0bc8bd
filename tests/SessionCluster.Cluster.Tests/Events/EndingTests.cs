using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Cluster.Tests.Renewal;
using SessionCluster.Cluster.Tests.Rotation;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>Each way to end a session really ends it, everywhere and for whoever reads its row later, and leaves its event.</summary>
public sealed class EndingTests(EndingCluster shared) : IClassFixture<EndingCluster>
{
    private const string Established = "session-established";

    private static readonly ClientContext Context = ClientContext.Of("a browser", "a device");

    /// <summary>What ends it, what is answered from then on, and what is in the record.</summary>
    private static readonly Dictionary<string, (Func<SessionTestCluster, Task<Ending>> End, string Refused, string[] Events, InitiatorKind By)> Ways = new()
    {
        ["holder"] = (HolderAsync, "refused: Revoked", [Established, "session-revoked logout"], InitiatorKind.Holder),
        ["client"] = (ClientAsync, "refused: Revoked", [Established, "session-revoked logout"], InitiatorKind.Client),
        ["operator"] = (OperatorAsync, "refused: Revoked", [Established, "session-revoked admin"], InitiatorKind.Client),
        ["subject"] = (SubjectAsync, "refused: Revoked", [Established, "session-revoked admin"], InitiatorKind.Client),
        ["lock"] = (LockAsync, "refused: Locked", [Established, "session-locked context_changed"], InitiatorKind.Policy),
        ["others of the subject"] = (OthersAsync, "refused: Revoked", [Established, "session-revoked admin"], InitiatorKind.Client),
        ["re-authentication"] = (ReauthenticationAsync, "refused: Revoked", [Established, "session-revoked policy"], InitiatorKind.Policy),
        ["idle"] = (IdleAsync, "refused: Idle", [Established, "session-locked idle"], InitiatorKind.Policy),
        ["absolute"] = (AbsoluteAsync, "refused: Expired", [Established, "session-expired"], InitiatorKind.Policy),
        ["reuse"] = (ReuseAsync, "refused: Revoked", [Established, "session-rotated", "session-revoked compromise"], InitiatorKind.Policy),
        ["concurrency"] = (ConcurrencyAsync, "refused: Revoked", [Established, "session-revoked policy"], InitiatorKind.Policy),
    };

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Theory]
    [Rule("L11"), Rule("L12"), Rule("G1")]
    [MemberData(nameof(Names))]
    public async Task It_ends_everywhere_and_its_event_is_kept_once(string way)
    {
        var (end, refused, events, by) = Ways[way];

        var (id, secret) = await end(_cluster);

        await AssertRefusedAsync(id, secret, refused);
        var last = (await _cluster.UntilKeptAsync(id, events))[^1];
        Assert.Equal(by, last.Initiator.Kind);
        await _cluster.Storage.UntilAsync(() => _cluster.Storage.Session(id)!.Events.Count == events.Length, "the row of the end");
        Assert.Equal(last.Hash, _cluster.Storage.Session(id)!.Events.Head);

        // For whoever reads the row later, too; and the event is not there twice.
        await _cluster.DeactivateAsync(id);
        await AssertRefusedAsync(id, secret, refused);
        await _cluster.DeactivateAsync(id);
        await _cluster.UntilKeptAsync(id, events);
    }

    private static async Task<Ending> HolderAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.IsType<EndOutcome.Ended>(await cluster.EndAsync(id, null, TokenScheme.Bearer));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> ClientAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var order = new RevocationOrder(RevocationReason.Logout, null, EndInitiator.By(SessionSamples.Login));
        Assert.IsType<RevokeOutcome.Revoked>(await cluster.SessionGrain(id).Revoke(new RevokeCall { Order = order, OnlyIfOfClient = SessionSamples.Login }));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> OperatorAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        await cluster.RevokeAsync(id);
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> SubjectAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        await cluster.RevokeAllAsync(subject);
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> OthersAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        var kept = await cluster.AdmitAsync(subject);
        Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeOthersAsync(subject, Renewals.Held(kept)));
        Assert.Equal("accepted", await cluster.PresentAsync(kept));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> ReauthenticationAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        Renewals.Renewed(await cluster.ReauthenticateAsync(cluster.Renewal(subject, Renewals.Held(id))));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> IdleAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
        Assert.Equal("refused: Idle", await cluster.PresentAsync(id));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> LockAsync(SessionTestCluster cluster)
    {
        var call = cluster.Call(SessionSamples.NewSubject()) with { Context = Context };
        var id = Assert.IsType<Abstractions.Establishment.EstablishOutcome.Established>(await cluster.TryAdmitAsync(call)).Id;
        Assert.Equal("refused: ContextChanged", await cluster.PresentAsync(id));
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> AbsoluteAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var deadline = (await cluster.InfoAsync(id)).Facts.AbsoluteDeadline;
        await cluster.KeepUntilAsync([id], deadline - TimeSpan.FromSeconds(1));
        Assert.Equal("accepted", await cluster.PresentAsync(id));
        cluster.Clock.SetUtcNow(deadline);
        return new(id, GrainCalls.Secret);
    }

    private static async Task<Ending> ReuseAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var next = await cluster.NextAsync(id, GrainCalls.Secret);
        Assert.Equal("accepted", await cluster.SayAsync(id, next));
        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("refused: Superseded", await cluster.SayAsync(id, GrainCalls.Secret));
        return new(id, next);
    }

    private static async Task<Ending> ConcurrencyAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject, EndingCluster.OneAtATime);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.AdmitAsync(subject, EndingCluster.OneAtATime);
        return new(id, GrainCalls.Secret);
    }

    private async Task AssertRefusedAsync(SessionId id, SecretDigest secret, string refused)
    {
        for (var silo = 0; silo < EndingCluster.Silos; silo++)
        {
            var verdict = await _cluster.SessionGrain(silo, id).Validate(new ValidateCall { SecretDigest = secret, Audience = SessionSamples.Orders, Activity = SessionActivity.User });
            Assert.Equal(refused, verdict.ToString());
        }
    }

    /// <summary>A session that has ended, and the secret that was its current one.</summary>
    private readonly record struct Ending(SessionId Id, SecretDigest Secret);
}

using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>What the edge asks grains, without the edge: tests of grains see each outcome as the grain gave it.</summary>
internal static class GrainCalls
{
    /// <summary>The digest of the one secret that all sessions of these tests have.</summary>
    public static SecretDigest Secret { get; } = SecretDigest.Of([1]);

    public static ISubjectGrain SubjectGrain(this SessionTestCluster cluster, SubjectId subject) => cluster.Grains.GetGrain<ISubjectGrain>(subject.Key.ToString());

    public static ISessionGrain SessionGrain(this SessionTestCluster cluster, SessionId id) => cluster.Grains.GetGrain<ISessionGrain>(id.ToString());

    public static EstablishCall Call(this SessionTestCluster cluster, SubjectId subject, string sessionClass = "bearer") => new()
    {
        Subject = subject,
        Class = SessionClassName.Create(sessionClass),
        Audiences = [SessionSamples.Orders],
        Authentication = new AuthenticationEvent(["pwd", "otp"], cluster.Clock.GetUtcNow()),
        SecretDigest = Secret,
        EdgeKeyId = 1,
        ClientId = SessionSamples.Login,
        EstablishedBy = SessionSamples.Login,
    };

    public static Task<EstablishOutcome> TryAdmitAsync(this SessionTestCluster cluster, EstablishCall call) => cluster.SubjectGrain(call.Subject).Establish(call);

    public static Task<EstablishOutcome> TryAdmitAsync(this SessionTestCluster cluster, SubjectId subject, string sessionClass = "bearer") =>
        cluster.TryAdmitAsync(cluster.Call(subject, sessionClass));

    public static async Task<SessionId> AdmitAsync(this SessionTestCluster cluster, SubjectId subject, string sessionClass = "bearer") =>
        Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(subject, sessionClass)).Id;

    public static async Task<SessionId[]> AdmitAsync(this SessionTestCluster cluster, SubjectId subject, int count, string sessionClass = "bearer") =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => cluster.AdmitAsync(subject, sessionClass)));

    public static async Task<EstablishRefusal> RefusedAsync(this SessionTestCluster cluster, EstablishCall call) =>
        Assert.IsType<EstablishOutcome.Refused>(await cluster.TryAdmitAsync(call)).Refusal;

    /// <summary>The verdict in words: <c>accepted</c>, <c>refused: ...</c>, <c>unavailable: ...</c>.</summary>
    public static async Task<string> PresentAsync(this SessionTestCluster cluster, SessionId id, SessionActivity activity = SessionActivity.User) =>
        (await cluster.SessionGrain(id).Validate(new ValidateCall { SecretDigest = Secret, Audience = SessionSamples.Orders, Activity = activity })).ToString();

    /// <summary>Presents one after the other, until one is not accepted; how many were.</summary>
    public static async Task<int> UseAsync(this SessionTestCluster cluster, SessionId id, int most)
    {
        var accepted = 0;
        while (accepted < most && await cluster.PresentAsync(id) == "accepted")
        {
            accepted++;
        }

        return accepted;
    }

    /// <summary>Moves the clock to an instant, and uses these sessions often enough for none of them to become idle on the way.</summary>
    public static async Task KeepUntilAsync(this SessionTestCluster cluster, IReadOnlyCollection<SessionId> ids, DateTimeOffset instant)
    {
        var step = SessionTestOptions.Bearer.IdleTimeout - TimeSpan.FromMinutes(1);
        while (cluster.Clock.GetUtcNow() + step < instant)
        {
            cluster.Clock.Advance(step);
            await Task.WhenAll(ids.Select(id => cluster.PresentAsync(id)));
        }

        cluster.Clock.SetUtcNow(instant);
    }

    /// <summary>How many of these sessions are accepted now.</summary>
    public static async Task<int> CountAcceptedAsync(this SessionTestCluster cluster, IEnumerable<SessionId> ids) =>
        (await Task.WhenAll(ids.Select(id => cluster.PresentAsync(id, SessionActivity.None)))).Count(verdict => verdict == "accepted");

    public static Task<RevokeOutcome> TryRevokeAsync(this SessionTestCluster cluster, SessionId id) => cluster.SessionGrain(id).Revoke(new RevokeCall { Order = SessionSamples.Admin });

    public static async Task<RevocationReceipt> RevokeAsync(this SessionTestCluster cluster, SessionId id) => Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeAsync(id)).Receipt;

    public static async Task<SessionInfo> InfoAsync(this SessionTestCluster cluster, SessionId id) =>
        Assert.IsType<InfoOutcome.Found>(await cluster.SessionGrain(id).GetInfo(new InfoCall())).Info;

    public static async Task<SessionId> AdmitWithUsesAsync(this SessionTestCluster cluster, int maxUses) =>
        Assert.IsType<EstablishOutcome.Established>(await cluster.TryAdmitAsync(cluster.Call(SessionSamples.NewSubject()) with { MaxUses = maxUses })).Id;

    public static Task<RevokeOutcome> TryRevokeAllAsync(this SessionTestCluster cluster, SubjectId subject) =>
        cluster.SubjectGrain(subject).Revoke(new RevokeSubjectCall { Subject = subject, Order = SessionSamples.Admin });

    public static async Task<RevocationReceipt> RevokeAllAsync(this SessionTestCluster cluster, SubjectId subject) =>
        Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeAllAsync(subject)).Receipt;

    public static async Task<SessionId[]> ListAsync(this SessionTestCluster cluster, SubjectId subject) =>
        [.. Assert.IsType<ListOutcome.Page>(await cluster.SubjectGrain(subject).List(new ListCall())).Ids];
}

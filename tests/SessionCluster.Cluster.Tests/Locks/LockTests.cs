using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using static SessionCluster.Cluster.Tests.Hosting.LockCalls;

namespace SessionCluster.Cluster.Tests.Locks;

/// <summary>A lock refuses every session that it names, on every silo, from its answer on, and changes none of them (P-C1, P-C3).</summary>
public sealed class LockTests(LockedCluster locked) : IClassFixture<LockedCluster>
{
    private static readonly ClientContext Context = ClientContext.Of("a browser", "a device");

    private readonly SessionTestCluster _cluster = locked.Cluster;

    [Theory]
    [Rule("C1"), Rule("P-C1"), Rule("P-C3"), Rule("L10"), Rule("L11"), Rule("G1")]
    [InlineData(LockDimension.Client)]
    [InlineData(LockDimension.Device)]
    [InlineData(LockDimension.All)]
    public async Task Once_it_answers_every_session_is_refused_through_every_silo_also_one_that_is_established_later(LockDimension dimension)
    {
        var value = dimension == LockDimension.All ? string.Empty : $"{dimension}-{Guid.NewGuid():n}";
        var named = await AdmitAsync(12, dimension, value);
        var others = await AdmitAsync(3, LockDimension.Client, "another");
        Assert.Equal(15, await _cluster.CountAcceptedAsync([.. named, .. others]));

        var id = await _cluster.LockAsync(dimension, value);

        var later = Assert.Single(await AdmitAsync(1, dimension, value));
        for (var silo = 0; silo < LockedCluster.Silos; silo++)
        {
            foreach (var session in (SessionId[])[.. named, later])
            {
                Assert.Equal("refused: Locked", await _cluster.PresentAsync(silo, session));
            }
        }

        Assert.Equal(dimension == LockDimension.All ? 0 : 3, await _cluster.CountAcceptedAsync(others));
        Assert.Equal(SessionStatus.Locked, (await _cluster.InfoAsync(later)).Status);

        // One of them ends meanwhile, and one gets a lock of its own: those stay so.
        await _cluster.RevokeAsync(named[0]);
        Assert.Equal(UnlockOutcome.Unlocked, await _cluster.UnlockAsync(id));
        await UntilKnownAsync();
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(named[0]));
        Assert.Equal(15, await _cluster.CountAcceptedAsync([.. named[1..], later, .. others]));
        Assert.Equal(UnlockOutcome.UnknownLock, await _cluster.UnlockAsync(id));
    }

    [Fact]
    [Rule("C1"), Rule("P-C1"), Rule("P-C3"), Rule("N8")]
    public async Task A_key_is_locked_for_every_session_of_it_and_a_sessions_own_lock_outlives_it()
    {
        var bound = await _cluster.AdmitBoundAsync();
        var another = await _cluster.AdmitBoundAsync(key: Holders.Thief);
        var bearer = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(_cluster.Call(SessionSamples.NewSubject()) with { Context = Context })).Id;
        Assert.Equal("refused: ContextChanged", await _cluster.PresentAsync(bearer));

        var id = await _cluster.LockAsync(LockDimension.Key, Holders.Owner.Thumbprint.ToString());
        var all = await _cluster.LockAsync(LockDimension.All, string.Empty);
        var later = await _cluster.AdmitBoundAsync();
        for (var silo = 0; silo < LockedCluster.Silos; silo++)
        {
            foreach (var session in (SessionId[])[bound, later])
            {
                Assert.Equal("refused: Locked", await _cluster.PresentAsync(session, _cluster.Prove(), silo));
            }
        }

        Assert.Equal(UnlockOutcome.Unlocked, await _cluster.UnlockAsync(all));
        await UntilKnownAsync();
        Assert.Equal("refused: Locked", await _cluster.PresentAsync(bound, _cluster.Prove()));
        Assert.Equal("accepted", await _cluster.PresentAsync(another, _cluster.Prove(key: Holders.Thief)));

        Assert.Equal(UnlockOutcome.Unlocked, await _cluster.UnlockAsync(id));
        await UntilKnownAsync();
        Assert.Equal(["accepted", "accepted"], [await _cluster.PresentAsync(bound, _cluster.Prove()), await _cluster.PresentAsync(later, _cluster.Prove())]);
        Assert.Equal("refused: Locked", (await _cluster.AskAsync(bearer, new ValidateCall { SecretDigest = GrainCalls.Secret, Audience = SessionSamples.Orders, Context = Context })).ToString());
    }

    [Fact]
    [Rule("L11"), Rule("P-C3")]
    public async Task A_locked_session_is_ended_by_its_holder_and_by_an_operator()
    {
        var value = $"client-{Guid.NewGuid():n}";
        var ids = await AdmitAsync(2, LockDimension.Client, value);
        var id = await _cluster.LockAsync(LockDimension.Client, value);

        Assert.IsType<EndOutcome.Ended>(await _cluster.EndAsync(ids[0], null, TokenScheme.Bearer));
        await _cluster.RevokeAsync(ids[1]);

        await _cluster.UnlockAsync(id);
        await UntilKnownAsync();
        Assert.Equal(["refused: Revoked", "refused: Revoked"], [await _cluster.PresentAsync(ids[0]), await _cluster.PresentAsync(ids[1])]);
    }

    private async Task<SessionId[]> AdmitAsync(int count, LockDimension dimension, string value) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(dimension switch
        {
            LockDimension.Client => _cluster.Call(SessionSamples.NewSubject()) with { ClientId = ClientId.Create(value) },
            LockDimension.Device => _cluster.Call(SessionSamples.NewSubject()) with { Device = DeviceId.Create(value) },
            _ => _cluster.Call(SessionSamples.NewSubject()),
        })).Id));

    private Task UntilKnownAsync() => locked.UntilKnownAsync();
}

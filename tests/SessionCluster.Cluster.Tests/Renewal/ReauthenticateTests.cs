using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Classes;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>N7: re-authentication begins both timers anew under a new token, and the old one is dead at once.</summary>
public sealed class ReauthenticateTests : IAsyncLifetime
{
    private const string Single = "single";

    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.Classes.Add(SessionTestOptions.Bearer with { Name = SessionClassName.Create(Single), MaxSessions = 1, AtLimit = LimitAction.Refuse });
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [Rule("N7"), Rule("N10")]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(59)]
    public async Task A_successor_of_the_same_terms_takes_over_and_the_old_token_is_inactive_in_the_next_call(int minutes)
    {
        var subject = SessionSamples.NewSubject();
        var asked = _cluster.Call(subject) with { MaxUses = 100, Device = DeviceId.Create("laptop-7"), Context = ClientContext.Of("ua", null), ClientId = ClientId.Create("shop") };
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(asked)).Id;
        var before = _cluster.Storage.Session(id)!;
        _cluster.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var call = _cluster.Renewal(subject, Renewals.Held(id), "hwk pin");

        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(call));

        var successor = _cluster.Storage.Session(after.Id)!;
        Assert.NotEqual(id, after.Id);
        Assert.Equal((AssuranceLevel.Aal3, call.Authentication.AuthenticatedAt), (after.Assurance, after.AuthenticatedAt));
        Assert.Equal(_cluster.Clock.GetUtcNow() + SessionTestOptions.Bearer.AbsoluteLifetime, after.AbsoluteDeadline);
        Assert.Equal(_cluster.Clock.GetUtcNow(), successor.LastUsedAt);
        Assert.Equal((before.Facts!.Class, before.Facts.ClientId, before.Facts.Confirmation, before.Device, before.Context, 100), (after.Class, after.ClientId, after.Confirmation, successor.Device, successor.Context, successor.Budget!.Limit));
        Assert.Equal((before.Facts.Audiences.Single(), before.Facts.Scope, before.Facts.Subject), (after.Audiences.Single(), after.Scope, after.Subject));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        Assert.Equal(new RevocationOrder(RevocationReason.Policy, "reauthenticated", EndInitiator.Policy), _cluster.Storage.Session(id)!.Tombstone!.Order);
        Assert.Equal(SessionRefusal.Revoked, Renewals.Denied(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(id)))));
    }

    [Fact]
    [Rule("N7"), Rule("D12")]
    public async Task A_bound_one_hands_its_key_on_to_its_successor_and_to_nobody_else()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitBoundAsync(subject: subject);
        Assert.Equal(SessionRefusal.WrongKey, Renewals.Denied(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.Reauthenticate, Holders.Thief))))));
        var call = _cluster.Renewal(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.Reauthenticate)));

        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(call));

        Assert.Equal(new Confirmation(ConfirmationMethod.Jkt, Holders.Owner.Thumbprint), after.Confirmation);
        Assert.True(_cluster.Storage.Session(after.Id)!.Possession!.IsProven);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.Equal("accepted", (await _cluster.AskAsync(after.Id, Presented(call.NewSecretDigest, _cluster.Prove()))).ToString());
        Assert.Equal("refused: WrongKey", (await _cluster.AskAsync(after.Id, Presented(call.NewSecretDigest, _cluster.Prove(key: Holders.Thief)))).ToString());
    }

    [Fact]
    [Rule("N12"), Rule("N7")]
    public async Task Where_one_session_is_allowed_its_successor_is_no_second_one()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject, Single);
        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, Single)));

        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(id))));

        Assert.Equal(EstablishRefusal.SessionLimit, await _cluster.RefusedAsync(_cluster.Call(subject, Single)));
        Assert.False(_cluster.Storage.HasTombstone(after.Id));
    }

    [Fact]
    [Rule("N3"), Rule("N2")]
    public async Task What_its_class_asks_for_is_asked_for_again_and_an_event_serves_once()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);

        Assert.Equal(EstablishRefusal.Assurance, Renewals.Refused(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(id), "pwd"))));
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        var call = _cluster.Renewal(subject, Renewals.Held(id), eventId: $"event {id}");
        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(call));
        Assert.Equal(EstablishRefusal.Conflict, Renewals.Refused(await _cluster.ReauthenticateAsync(call with { Held = Renewals.Held(after.Id, call.NewSecretDigest) })));
    }

    [Theory]
    [Rule("N7"), Rule("P-W3")]
    [InlineData(1)]
    [InlineData(FailedWrites.Always)]
    public async Task An_end_of_the_old_one_that_has_landed_is_found_out(int tries)
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var call = _cluster.Renewal(subject, Renewals.Held(id));
        using var failing = FailedWrites.Of(_cluster.Storage, WriteFailure.WriteThenThrow, tries, "session", id.ToString());

        var after = Renewals.Renewed(await _cluster.ReauthenticateAsync(call));

        Assert.True(_cluster.Storage.HasTombstone(id));
        Assert.Equal("accepted", await _cluster.PresentAsync(after.Id, call.NewSecretDigest));
    }

    [Fact]
    [Rule("N7"), Rule("P-W3"), Rule("G6")]
    public async Task When_the_end_of_the_old_one_is_in_doubt_no_successor_is_acknowledged_and_none_lives()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var call = _cluster.Renewal(subject, Renewals.Held(id));
        using (FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session", id.ToString()))
        {
            Assert.IsType<RenewalOutcome.Unavailable>(await _cluster.ReauthenticateAsync(call));
        }

        var successor = _cluster.Storage.Subject(subject)!.Sessions.Single(session => session.Id != id).Id;
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(successor, call.NewSecretDigest));

        // What was decided stays decided: the old one accepts nothing, and its end lands with the next write.
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        await _cluster.RevokeAsync(id);
        Assert.True(_cluster.Storage.HasTombstone(id));
    }

    private static ValidateCall Presented(SecretDigest secret, PossessionEvidence evidence) => new()
    {
        SecretDigest = secret,
        Audience = SessionSamples.Orders,
        Activity = SessionActivity.User,
        Scheme = TokenScheme.DPoP,
        Possession = evidence,
    };
}

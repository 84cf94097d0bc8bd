using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>One rotation after the other, as honest clients do them, with answers that get lost.</summary>
public sealed class RotateTests(RotationCluster shared) : IClassFixture<RotationCluster>
{
    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("P-T1"), Rule("P-T2"), Rule("T7")]
    public async Task A_successor_counts_from_its_first_presentation_and_the_former_secret_for_its_grace()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        Assert.Equal(1, (await _cluster.InfoAsync(id)).Generation);
    }

    [Theory]
    [Rule("T7"), Rule("A6")]
    [InlineData(9, "accepted", "accepted")]
    [InlineData(10, "refused: Superseded", "refused: Revoked")]
    [InlineData(11, "refused: Superseded", "refused: Revoked")]
    public async Task Presenting_a_bearer_secret_after_its_grace_ends_the_family(int seconds, string former, string newest)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(former, await _cluster.SayAsync(id, First));
        Assert.Equal(newest, await _cluster.SayAsync(id, second));
        var tombstone = _cluster.Storage.Peek<Core.Sessions.SessionState>("session", id.ToString())!.Tombstone;
        Assert.Equal(newest == "accepted" ? null : new RevocationOrder(RevocationReason.Compromise, "reuse", EndInitiator.Policy), tombstone?.Order);
    }

    [Theory]
    [Rule("T7"), Rule("A6"), Rule("A1")]
    [InlineData(59, "accepted", "accepted")]
    [InlineData(60, "refused: Superseded", "refused: Revoked")]
    [InlineData(61, "refused: Superseded", "refused: Revoked")]
    public async Task Presenting_a_bound_secret_after_its_grace_ends_the_family_only_with_its_key(int seconds, string former, string newest)
    {
        var id = await _cluster.AdmitBoundAsync();
        var second = await _cluster.NextBoundAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));

        foreach (var evidence in new[] { null, _cluster.Prove(key: Holders.Thief) })
        {
            Assert.False((await _cluster.ShowAsync(id, First, evidence)).IsAccepted);
            Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
        }

        Assert.Equal(former, await _cluster.SayBoundAsync(id, First));
        Assert.Equal(newest, await _cluster.SayBoundAsync(id, second));
    }

    [Fact]
    [Rule("L8"), Rule("P-T1"), Rule("P-T3")]
    public async Task A_lost_answer_is_asked_for_again_and_is_the_same_before_and_after_the_first_presentation()
    {
        var (id, bound) = (await _cluster.AdmitAsync(SessionSamples.NewSubject()), await _cluster.AdmitBoundAsync());
        var name = Rotations.NewName();
        var writes = _cluster.Storage.Writes;
        var (second, secondBound) = (await _cluster.NextAsync(id, First, name), await _cluster.NextBoundAsync(bound, First));
        Assert.Equal(writes + 2, _cluster.Storage.Writes);
        for (var lost = 0; lost < 3; lost++)
        {
            Assert.Equal(second, await _cluster.NextAsync(id, First, name));
            Assert.Equal(secondBound, await _cluster.NextBoundAsync(bound, First));
        }

        Assert.Equal(writes + 2, _cluster.Storage.Writes);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        Assert.Equal("accepted", await _cluster.SayBoundAsync(bound, secondBound));
        Assert.Equal(second, await _cluster.NextAsync(id, First, name));
        Assert.Equal(secondBound, await _cluster.NextBoundAsync(bound, First));
    }

    [Fact]
    [Rule("L7")]
    public async Task Asking_again_does_not_lengthen_the_grace()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        var second = await _cluster.NextAsync(id, First, name);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        for (var tick = 1; tick <= 9; tick++)
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(second, await _cluster.NextAsync(id, First, name));
            Assert.Equal("accepted", await _cluster.SayAsync(id, First));
            Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        }

        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("refused: Superseded", Rotations.Refusal(await _cluster.RotateAsync(id, First, name)));
    }

    [Fact]
    [Rule("L7")]
    public async Task Grace_covers_one_generation_back()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        var third = await _cluster.NextAsync(id, second);
        Assert.Equal("accepted", await _cluster.SayAsync(id, third));

        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        Assert.Equal("refused: Superseded", await _cluster.SayAsync(id, First));
    }

    [Fact]
    [Rule("P-T3"), Rule("P-T4")]
    public async Task Inside_the_grace_another_name_is_refused_and_nothing_follows()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));

        Assert.Equal("refused: Superseded", Rotations.Refusal(await _cluster.RotateAsync(id, First, Rotations.NewName())));
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
    }

    [Fact]
    [Rule("P-T1"), Rule("P-T2")]
    public async Task A_successor_may_be_rotated_at_once_and_an_introspection_confirms_nothing()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        var inspected = await _cluster.SessionGrain(id).Introspect(new IntrospectCall { SecretDigest = second, Audiences = [] });
        Assert.True(inspected.IsAccepted);
        Assert.Equal(0, (await _cluster.InfoAsync(id)).Generation);

        var third = await _cluster.NextAsync(id, second);

        Assert.Equal(1, (await _cluster.InfoAsync(id)).Generation);
        Assert.Equal("accepted", await _cluster.SayAsync(id, third));
        Assert.Equal(2, (await _cluster.InfoAsync(id)).Generation);
    }

    [Fact]
    [Rule("P-T4")]
    public async Task What_a_rotation_must_name_and_how_many_may_wait_is_a_conflict_and_changes_nothing()
    {
        var (id, bound) = (await _cluster.AdmitAsync(SessionSamples.NewSubject()), await _cluster.AdmitBoundAsync());
        Assert.IsType<RotateOutcome.Conflict>(await _cluster.RotateAsync(id, First, default(RotationId)));
        Assert.IsType<RotateOutcome.Conflict>(await _cluster.SessionGrain(bound).Rotate(
            new RotateCall { SecretDigest = First, Scheme = TokenScheme.DPoP, Possession = _cluster.ProveOwn(), RotationId = Rotations.NewName() }));
        var candidates = new HashSet<string>();
        for (var name = 0; name < 4; name++)
        {
            candidates.Add(Convert.ToHexString(Assert.IsType<RotateOutcome.Rotated>(await _cluster.RotateAsync(id, First, Rotations.NewName())).Secret.Span));
        }

        Assert.Equal(4, candidates.Count);
        Assert.IsType<RotateOutcome.Conflict>(await _cluster.RotateAsync(id, First, Rotations.NewName()));
        Assert.Equal("accepted", await _cluster.SayAsync(id, First));
    }

    [Fact]
    [Rule("P-T1"), Rule("N4"), Rule("G4"), Rule("T6")]
    public async Task It_moves_no_deadline_and_keeps_the_facts_and_is_no_activity()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var before = await _cluster.ShowAsync(id, First);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(9));
        var rotated = Assert.IsType<RotateOutcome.Rotated>(await _cluster.RotateAsync(id, First, Rotations.NewName()));

        Assert.Equal(before.Facts!.AbsoluteDeadline, rotated.Facts.AbsoluteDeadline);
        Assert.Equal((before.Facts.AuthenticatedAt, before.Facts.Assurance), (rotated.Facts.AuthenticatedAt, rotated.Facts.Assurance));
        Assert.Equal(1, rotated.EdgeKeyId);
        Assert.Equal(_cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(15), rotated.RotateAfter);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("refused: Idle", await _cluster.SayAsync(id, SecretDigest.Of(rotated.Secret.Span)));
        Assert.Equal("refused: Idle", Rotations.Refusal(await _cluster.RotateAsync(id, First, Rotations.NewName())));
    }

    [Fact]
    public async Task Every_answer_says_when_to_rotate()
    {
        var call = _cluster.Call(SessionSamples.NewSubject());
        var established = Assert.IsType<Abstractions.Establishment.EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call));
        var start = _cluster.Clock.GetUtcNow();
        var due = start + TimeSpan.FromMinutes(15);
        Assert.InRange(established.RotateAfter!.Value, due.AddSeconds(-1), due);
        Assert.Equal(established.RotateAfter, (await _cluster.ShowAsync(established.Id, First)).RotateAfter);

        _cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await _cluster.NextAsync(established.Id, First);
        Assert.Equal(_cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(15), (await _cluster.ShowAsync(established.Id, second)).RotateAfter);

        var bound = await _cluster.AdmitBoundAsync();
        Assert.Null((await _cluster.ShowAsync(bound, First, _cluster.Prove())).RotateAfter);
    }

    [Fact]
    [Rule("N11"), Rule("L11")]
    public async Task Any_secret_that_the_session_ever_had_names_it_to_whoever_revokes_by_token()
    {
        foreach (var generation in Enumerable.Range(0, 3))
        {
            var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
            List<SecretDigest> secrets = [First];
            for (var rotation = 0; rotation < 2; rotation++)
            {
                secrets.Add(await _cluster.NextAsync(id, secrets[^1]));
                Assert.Equal("accepted", await _cluster.SayAsync(id, secrets[^1]));
            }

            Assert.Equal(RevokeOutcome.UnknownSession.Instance, await RevokeAsync(SecretDigest.Of([9])));
            Assert.IsType<RevokeOutcome.Revoked>(await RevokeAsync(secrets[generation]));
            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, secrets[^1]));

            Task<RevokeOutcome> RevokeAsync(SecretDigest secret) => _cluster.SessionGrain(id).Revoke(new RevokeCall { Order = SessionSamples.Admin, SecretDigest = secret });
        }
    }
}

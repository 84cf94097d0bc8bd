using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Renewal;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>What an ending answers and keeps: one receipt for ever, the reason in the caller's words, and nothing that is out of range.</summary>
public sealed class ReceiptTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly RevocationOrder InWords = new(RevocationReason.Other, new string('w', RevocationOrder.MaxDetailLength), EndInitiator.By(ClientId.Create("ops")));

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<string> Malformed => ["none", "reason", "initiator kind", "initiator client", "empty detail", "long detail", "control character"];

    [Fact]
    [Rule("G1"), Rule("P-W3")]
    public async Task Revoking_a_session_again_gives_the_same_receipt_and_changes_nothing()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var first = Assert.IsType<RevokeOutcome.Revoked>(await RevokeAsync(id, InWords)).Receipt;
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        Assert.Equal(first, await _cluster.RevokeAsync(id));
        await _cluster.DeactivateAsync(id);
        Assert.Equal(first, await _cluster.RevokeAsync(id));

        Assert.Equal(0, counter.Writes);
        Assert.Equal(InWords, (await _cluster.InfoAsync(id)).Order);
    }

    [Fact]
    [Rule("N11"), Rule("P-S2")]
    public async Task Each_revocation_of_a_subject_is_an_ending_of_its_own()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 2);
        _cluster.Clock.Advance(TimeSpan.FromMilliseconds(400));
        var now = _cluster.Clock.GetUtcNow();

        var receipt = Assert.IsType<RevokeOutcome.Revoked>(await RevokeAsync(subject, InWords)).Receipt;

        Assert.Equal(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero), receipt.RevokedAt);
        Assert.Equal(receipt.RevokedAt + TimeSpan.FromSeconds(1), receipt.EffectiveAt);
        Assert.NotEqual(receipt.EventId, (await _cluster.RevokeAllAsync(subject)).EventId);

        // Tombstones say what ended the session; a later cut-off does not claim it.
        await _cluster.Storage.UntilPrunedAsync(subject);
        Assert.All(ids, id => Assert.Equal((receipt.EventId, InWords), (_cluster.Storage.Session(id)!.Tombstone!.EventId, _cluster.Storage.Session(id)!.Tombstone!.Order)));
    }

    [Fact]
    [Rule("N11")]
    public async Task The_receipt_of_a_subject_counts_the_listed_sessions_that_are_not_known_to_have_ended()
    {
        // A session that was revoked by itself stays listed until the next look at it: the cut-off counts it, since it asks no session.
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 3);
        await _cluster.RevokeAsync(ids[0]);

        Assert.Equal(3, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);
        Assert.Equal(0, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);
    }

    [Theory]
    [Rule("N11"), Rule("N7")]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task The_receipt_of_a_subject_does_not_claim_what_a_re_authentication_has_ended_unless_its_activation_was_lost_since(bool isLost, int counted)
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 2);
        var renewed = Renewals.Renewed(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(ids[0]))));
        if (isLost)
        {
            await _cluster.DeactivateAsync(subject);
        }

        using var counter = new OperationCounter(_cluster.Storage, operation => operation.GrainType is "session");
        var receipt = await _cluster.RevokeAllAsync(subject);

        Assert.Equal((counted, 0), (receipt.SessionsEnded, counter.Of(subject, [.. ids, renewed.Id]).Reads));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(ids[1]));
        Assert.Equal(SessionStatus.Revoked, (await _cluster.InfoAsync(renewed.Id)).Status);
        Assert.Equal("reauthenticated", (await _cluster.InfoAsync(ids[0])).Order!.Detail);
    }

    [Fact]
    [Rule("N11"), Rule("N7")]
    public async Task What_re_authentications_have_ended_leaves_the_list_with_the_next_write_that_happens_anyway()
    {
        var subject = SessionSamples.NewSubject();
        var (id, secret) = (await _cluster.AdmitAsync(subject), GrainCalls.Secret);
        for (var time = 0; time < 5; time++)
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            var call = _cluster.Renewal(subject, Renewals.Held(id, secret));
            (id, secret) = (Renewals.Renewed(await _cluster.ReauthenticateAsync(call)).Id, call.NewSecretDigest);
            Assert.Equal(2, _cluster.Storage.Subject(subject)!.Sessions.Length);
        }

        Assert.Equal(1, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);
    }

    [Theory]
    [Rule("N17"), Rule("N19")]
    [MemberData(nameof(Malformed))]
    public async Task An_order_that_is_out_of_range_is_refused_by_the_grains_and_not_stored(string malformed)
    {
        var order = malformed switch
        {
            "none" => null!,
            "reason" => InWords with { Reason = (RevocationReason)99 },
            "initiator kind" => InWords with { Initiator = default },
            "initiator client" => InWords with { Initiator = new(InitiatorKind.Client, default) },
            "empty detail" => InWords with { Detail = "" },
            "long detail" => InWords with { Detail = InWords.Detail + "w" },
            _ => InWords with { Detail = "line\r\nforged line" },
        };
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        using var counter = new OperationCounter(_cluster.Storage);

        await Assert.ThrowsAsync<ArgumentException>(() => RevokeAsync(id, order));
        await Assert.ThrowsAsync<ArgumentException>(() => RevokeAsync(subject, order));

        Assert.Equal(0, counter.Of(subject, id).Writes);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    private Task<RevokeOutcome> RevokeAsync(SessionId id, RevocationOrder order) => _cluster.SessionGrain(id).Revoke(new RevokeCall { Order = order });

    private Task<RevokeOutcome> RevokeAsync(SubjectId subject, RevocationOrder order) => _cluster.SubjectGrain(subject).Revoke(new RevokeSubjectCall { Subject = subject, Order = order });
}

using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>N11: all sessions of a subject end but the one that its holder has shown to hold (P-S4).</summary>
public sealed class KeepTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("N11"), Rule("P-S4"), Rule("L10")]
    public async Task The_others_are_refused_on_the_next_call_and_the_one_that_is_held_goes_on_whatever_restarts()
    {
        var subject = SessionSamples.NewSubject();
        var kept = await _cluster.AdmitBoundAsync(subject: subject);
        var others = await _cluster.AdmitAsync(subject, 5);
        var held = Renewals.Held(kept, evidence: _cluster.ProveOwn(ClusterPaths.RevokeSubject(subject)));

        var receipt = Assert.IsType<RevokeOutcome.Revoked>(await _cluster.TryRevokeOthersAsync(subject, held)).Receipt;

        Assert.Equal(5, receipt.SessionsEnded);
        Assert.Equal(0, await _cluster.CountAcceptedAsync(others));
        Assert.Equal("accepted", await _cluster.PresentAsync(kept, _cluster.Prove()));
        Assert.Equal([kept], await _cluster.ListAsync(subject));

        // Once the others have their tombstones nothing is owed, and the entry goes.
        await _cluster.Storage.UntilAsync(() => others.All(_cluster.Storage.HasTombstone), "tombstones of the others");
        await _cluster.Storage.UntilPrunedAsync(subject);
        await _cluster.DeactivateAsync(subject);
        await _cluster.DeactivateAsync(kept);
        Assert.Equal([kept], await _cluster.ListAsync(subject));
        Assert.Equal("accepted", await _cluster.PassAsync(kept));
        Assert.False(_cluster.Storage.HasTombstone(kept));
    }

    [Fact]
    [Rule("N11"), Rule("P-S4"), Rule("L9"), Rule("L11")]
    public async Task The_next_revocation_does_not_inherit_it()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 2);
        Assert.IsType<RevokeOutcome.Revoked>(await _cluster.TryRevokeOthersAsync(subject, Renewals.Held(ids[0])));
        Assert.Equal("accepted", await _cluster.PresentAsync(ids[0]));

        Assert.Equal(1, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);

        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        Assert.Equal(SessionRefusal.Unknown, await KeepDeniedAsync(subject, Renewals.Held(SessionId.Create(1, DateTimeOffset.MaxValue.AddYears(-8000), new byte[SessionId.RandomSize]))));
        await _cluster.Storage.UntilAsync(() => ids.All(_cluster.Storage.HasTombstone), "tombstones of all");
        Assert.Empty(await _cluster.ListAsync(subject));
    }

    [Fact]
    [Rule("L11"), Rule("N11"), Rule("A7"), Rule("L9")]
    public async Task After_a_password_reset_nothing_is_alive_and_no_new_authentication_revives_it()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 3);
        var steppedUp = _cluster.Renewal(subject, Renewals.Held(ids[0]));
        Renewals.Renewed(await _cluster.StepUpAsync(steppedUp));
        var order = new RevocationOrder(RevocationReason.PasswordReset, null, SessionSamples.Admin.Initiator);

        Assert.IsType<RevokeOutcome.Revoked>(await _cluster.SubjectGrain(subject).Revoke(new RevokeSubjectCall { Subject = subject, Order = order }));

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(ids[0], steppedUp.NewSecretDigest));
        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        foreach (var held in new[] { Renewals.Held(ids[0], steppedUp.NewSecretDigest), Renewals.Held(ids[1]) })
        {
            Assert.Equal(SessionRefusal.Revoked, Renewals.Denied(await _cluster.StepUpAsync(_cluster.Renewal(subject, held))));
            Assert.Equal(SessionRefusal.Revoked, Renewals.Denied(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, held))));
            Assert.Equal(SessionRefusal.Revoked, await KeepDeniedOrGoneAsync(subject, held));
        }

        await _cluster.Storage.UntilAsync(() => ids.All(_cluster.Storage.HasTombstone), "tombstones of all");
        Assert.All(ids, id => Assert.Equal(order, _cluster.Storage.Session(id)!.Tombstone!.Order));
    }

    [Fact]
    [Rule("N11"), Rule("P-S4"), Rule("A1")]
    public async Task One_that_is_not_held_or_not_live_or_not_this_subject_s_is_not_kept_and_nothing_is_revoked()
    {
        var subject = SessionSamples.NewSubject();
        var path = ClusterPaths.RevokeSubject(subject);
        var boundId = await _cluster.AdmitBoundAsync(subject: subject);
        var bearer = await _cluster.AdmitAsync(subject);
        var foreign = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var ended = await _cluster.AdmitAsync(subject);
        await _cluster.RevokeAsync(ended);

        Assert.Equal(SessionRefusal.PossessionRequired, await KeepDeniedAsync(subject, Renewals.Held(boundId)));
        Assert.Equal(SessionRefusal.WrongKey, await KeepDeniedAsync(subject, Renewals.Held(boundId, evidence: _cluster.ProveOwn(path, Holders.Thief))));
        Assert.Equal(SessionRefusal.ProofInvalid, await KeepDeniedAsync(subject, Renewals.Held(boundId, evidence: _cluster.ProveOwn(ClusterPaths.RevokeSubject(SessionSamples.NewSubject())))));
        Assert.Equal(SessionRefusal.ProofInvalid, await KeepDeniedAsync(subject, Renewals.Held(boundId, evidence: _cluster.Prove())));
        Assert.Equal(SessionRefusal.WrongSecret, await KeepDeniedAsync(subject, Renewals.Held(bearer, SecretDigest.Of([2]))));
        Assert.Equal(SessionRefusal.Unknown, await KeepDeniedAsync(subject, Renewals.Held(foreign)));
        Assert.Equal(SessionRefusal.Revoked, await KeepDeniedAsync(subject, Renewals.Held(ended)));
        Assert.Equal(SessionRefusal.Unknown, await KeepDeniedAsync(SessionSamples.NewSubject(), Renewals.Held(bearer)));

        Assert.Equal("accepted", await _cluster.PresentAsync(bearer));
        Assert.Equal("accepted", await _cluster.PresentAsync(boundId, _cluster.Prove()));
        Assert.Null(_cluster.Storage.Subject(subject)!.CutOff);
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);
        Assert.Equal(SessionRefusal.Idle, await KeepDeniedAsync(subject, Renewals.Held(bearer)));
    }

    [Fact]
    [Rule("P-S4"), Rule("G1"), Rule("L9")]
    public async Task What_an_unfinished_cut_off_has_ended_is_not_revived_by_being_kept()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        using (Faults.FailedWrites.Of(_cluster.Storage, Faults.WriteFailure.ThrowWithoutDoing, Faults.FailedWrites.Always, Grains.Containment.ContainmentLimits.GrainTypeName))
        {
            Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeAllAsync(subject));
        }

        Assert.Equal(SessionRefusal.Revoked, await KeepDeniedAsync(subject, Renewals.Held(id)));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-S4"), Rule("G1"), Rule("L9")]
    public async Task What_a_rival_has_cut_off_since_it_was_examined_is_not_revived_by_being_kept()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var row = _cluster.Storage.Subject(subject)!;

        // The first try fails: a rival activation has written its own cut-off meanwhile.
        var fails = 1;
        _cluster.Storage.Faults = operation =>
        {
            if (operation is not { Kind: StorageOperationKind.Write, GrainType: "subject" } || operation.Key != subject.Key.ToString() || Interlocked.Exchange(ref fails, 0) == 0)
            {
                return StorageFault.None;
            }

            _cluster.Storage.Put("subject", operation.Key, Core.Admission.SubjectIndex.CutOff(row, subject, SessionSamples.Admin, EventId.FromBytes(new byte[16]), _cluster.Clock.GetUtcNow()));
            return StorageFault.ThrowWithoutDoing;
        };

        Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeOthersAsync(subject, Renewals.Held(id)));
        _cluster.Storage.Faults = null;

        Assert.Equal(SessionRefusal.Revoked, await KeepDeniedAsync(subject, Renewals.Held(id)));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("N11"), Rule("P-S4"), Rule("A1")]
    public async Task A_silo_that_believes_whoever_asks_lets_a_thief_keep_a_session_and_end_the_owner_s()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            BoundClasses.Use(options);
            options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new Believing());
        });
        var subject = SessionSamples.NewSubject();
        var stolen = await cluster.AdmitBoundAsync(subject: subject);
        var owners = await cluster.AdmitAsync(subject);

        Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeOthersAsync(subject, Renewals.Held(stolen)));

        Assert.Equal("refused: Revoked", await cluster.PresentAsync(owners));
        Assert.Equal("accepted", await cluster.PresentAsync(stolen, cluster.Prove()));
    }

    private async Task<SessionRefusal> KeepDeniedAsync(SubjectId subject, HeldSession keep) =>
        Assert.IsType<RevokeOutcome.KeepDenied>(await _cluster.TryRevokeOthersAsync(subject, keep)).Verdict.Refusal;

    // Once its tombstone has landed it is not listed any more.
    private async Task<SessionRefusal> KeepDeniedOrGoneAsync(SubjectId subject, HeldSession keep) =>
        await KeepDeniedAsync(subject, keep) is var refusal && refusal == SessionRefusal.Unknown ? SessionRefusal.Revoked : refusal;

    /// <summary>Takes the word of whoever names a session for holding it.</summary>
    private sealed class Believing : ISessionDecider
    {
        public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
            SessionRules.Decide(state, usage, containment, presentation, now);

        public SessionDecision Examine(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, RenewalPurpose purpose, DateTimeOffset now) =>
            new(DecisionKind.Accept, SessionRefusal.None, usage.LastUsedAt, now, 0);
    }
}

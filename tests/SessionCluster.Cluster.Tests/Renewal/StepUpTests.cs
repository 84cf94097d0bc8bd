using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>Step-up: same session, same end, a new secret, and the new authentication's level.</summary>
public sealed class StepUpTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("T6"), Rule("N7"), Rule("N3")]
    public async Task It_raises_acr_and_auth_time_within_the_same_end_and_the_former_secret_is_dead_in_the_next_call()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var before = (await _cluster.InfoAsync(id)).Facts;
        _cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var call = _cluster.Renewal(subject, Renewals.Held(id), "hwk pin");

        var after = Renewals.Renewed(await _cluster.StepUpAsync(call));

        Assert.Equal((id, AssuranceLevel.Aal3, call.Authentication.AuthenticatedAt), (after.Id, after.Assurance, after.AuthenticatedAt));
        Assert.Equal((before.AbsoluteDeadline, before.IssuedAt), (after.AbsoluteDeadline, after.IssuedAt));
        Assert.Equal("refused: Superseded", await _cluster.PresentAsync(id));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
        Assert.Equal(_cluster.Clock.GetUtcNow(), (await _cluster.InfoAsync(id)).LastUsedAt);

        // Durably: whoever reads the row finds the same.
        await _cluster.DeactivateAsync(id);
        Assert.Equal("refused: Superseded", await _cluster.PresentAsync(id));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
    }

    [Fact]
    [Rule("T6"), Rule("N7")]
    public async Task A_rotation_changes_neither_acr_nor_auth_time_and_a_successor_that_waits_steps_up_as_well()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var before = (await _cluster.InfoAsync(id)).Facts;
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var rotated = await RotateAsync(id, GrainCalls.Secret, 1);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, rotated));
        var facts = (await _cluster.InfoAsync(id)).Facts;
        Assert.Equal((before.Assurance, before.AuthenticatedAt, before.AbsoluteDeadline), (facts.Assurance, facts.AuthenticatedAt, facts.AbsoluteDeadline));

        var waiting = await RotateAsync(id, rotated, 2);
        var call = _cluster.Renewal(subject, Renewals.Held(id, waiting), "hwk pin");
        Renewals.Renewed(await _cluster.StepUpAsync(call));

        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
        Assert.Equal("refused: WrongSecret", await _cluster.PresentAsync(id, waiting));
        Assert.Equal("refused: Superseded", await _cluster.PresentAsync(id, rotated));
        Assert.Equal("refused: WrongSecret", await _cluster.PresentAsync(id, GrainCalls.Secret));

        // What was on its way is noise; after the grace the former secret is evidence (bearer: the family ends).
        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
        _cluster.Clock.Advance(SessionTestOptions.Bearer.BearerRotationGrace);
        Assert.Equal("refused: Superseded", await _cluster.PresentAsync(id, rotated));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id, call.NewSecretDigest));
    }

    [Fact]
    [Rule("D12"), Rule("A1")]
    public async Task A_bound_one_asks_for_a_proof_by_its_key_over_the_cluster_s_own_uri_which_the_silo_verifies()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitBoundAsync(subject: subject);

        Assert.Equal(SessionRefusal.PossessionRequired, await DeniedAsync(subject, Renewals.Held(id)));
        Assert.Equal(SessionRefusal.WrongKey, await DeniedAsync(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.StepUp, Holders.Thief))));
        Assert.Equal(SessionRefusal.ProofInvalid, await DeniedAsync(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.Reauthenticate))));
        Assert.Equal(SessionRefusal.ProofInvalid, await DeniedAsync(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.StepUp, uri: "https://orders.example.com/sessions/step-up"))));

        // What an edge asserts does not count, neither a proof that was captured at an API.
        Assert.Equal(SessionRefusal.ProofInvalid, await DeniedAsync(subject, Renewals.Held(id, evidence: new() { Proof = _cluster.Prove().Proof })));
        Assert.Equal(SessionRefusal.ProofInvalid, await DeniedAsync(subject, Renewals.Held(id, evidence: _cluster.Prove())));
        Assert.Equal(SessionRefusal.WrongSecret, await DeniedAsync(subject, Renewals.Held(id, SecretDigest.Of([2]), _cluster.ProveOwn(ClusterPaths.StepUp))));

        var proof = _cluster.ProveOwn(ClusterPaths.StepUp);
        var first = _cluster.Renewal(subject, Renewals.Held(id, evidence: proof));
        Renewals.Renewed(await _cluster.StepUpAsync(first));
        Assert.Equal(SessionRefusal.ProofReplayed, await DeniedAsync(subject, Renewals.Held(id, first.NewSecretDigest, proof)));
    }

    [Fact]
    [Rule("P-R3"), Rule("D10")]
    public async Task Where_a_nonce_is_asked_for_first_the_event_is_not_used_up_by_that()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitBoundAsync(subject: subject);
        await _cluster.DeactivateAsync(id);
        var call = _cluster.Renewal(subject, Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.StepUp)), eventId: $"event {id}");

        var challenge = Assert.IsType<RenewalOutcome.Denied>(await _cluster.StepUpAsync(call)).Verdict;
        Assert.Equal(SessionRefusal.NonceRequired, challenge.Refusal);

        Renewals.Renewed(await _cluster.StepUpAsync(call with { Held = Renewals.Held(id, evidence: _cluster.ProveOwn(ClusterPaths.StepUp, nonce: challenge.Nonce)) }));
    }

    [Fact]
    [Rule("N2")]
    public async Task It_names_the_session_s_subject_and_nobody_else_s()
    {
        var (alice, mallory) = (SessionSamples.NewSubject(), SessionSamples.NewSubject());
        var id = await _cluster.AdmitAsync(alice);
        await _cluster.AdmitAsync(mallory);

        Assert.Equal(SessionRefusal.Unknown, await DeniedAsync(mallory, Renewals.Held(id)));
        Assert.Equal(SessionRefusal.Unknown, Renewals.Denied(await _cluster.ReauthenticateAsync(_cluster.Renewal(mallory, Renewals.Held(id)))));
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.Equal(EstablishRefusal.Malformed, Renewals.Refused(await _cluster.SubjectGrain(alice).StepUp(_cluster.Renewal(mallory, Renewals.Held(id)))));
    }

    [Fact]
    [Rule("N2"), Rule("N3")]
    public async Task Its_authentication_is_checked_like_that_of_an_establishment()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var call = _cluster.Renewal(subject, Renewals.Held(id), eventId: $"event {id}");
        var at = call.Authentication.AuthenticatedAt;

        Assert.Equal(EstablishRefusal.Assurance, Renewals.Refused(await _cluster.StepUpAsync(_cluster.Renewal(subject, Renewals.Held(id), "pwd"))));
        Assert.Equal(EstablishRefusal.Reauthenticate, Renewals.Refused(await _cluster.StepUpAsync(call with { Authentication = call.Authentication with { AuthenticatedAt = at.AddSeconds(6) } })));
        Assert.Equal(EstablishRefusal.Reauthenticate, Renewals.Refused(await _cluster.StepUpAsync(call with { Authentication = call.Authentication with { AuthenticatedAt = at.AddSeconds(-601) } })));
        Assert.Equal(EstablishRefusal.Reauthenticate, Renewals.Refused(await _cluster.StepUpAsync(call with { Authentication = call.Authentication with { AuthenticatedAt = at.AddSeconds(-61) } })));

        Renewals.Renewed(await _cluster.StepUpAsync(call));
        Assert.Equal(EstablishRefusal.Conflict, Renewals.Refused(await _cluster.StepUpAsync(call with { Held = Renewals.Held(id, call.NewSecretDigest) })));
        Assert.Equal(EstablishRefusal.Conflict, await _cluster.RefusedAsync(_cluster.Call(subject) with { Authentication = call.Authentication }));
    }

    [Fact]
    [Rule("L6"), Rule("P-W2"), Rule("G6")]
    public async Task A_write_that_fails_leaves_everything_as_it_was_and_another_authentication_then_succeeds()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var lost = _cluster.Renewal(subject, Renewals.Held(id), "hwk pin");
        using (var failing = FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session", id.ToString()))
        {
            Assert.Equal(new RenewalOutcome.Unavailable(UnavailableReason.Storage), await _cluster.StepUpAsync(lost));
            Assert.NotEqual(0, failing.Failed);
        }

        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        Assert.Equal("refused: WrongSecret", await _cluster.PresentAsync(id, lost.NewSecretDigest));
        Assert.Equal(AssuranceLevel.Aal2, (await _cluster.InfoAsync(id)).Facts.Assurance);

        var call = _cluster.Renewal(subject, Renewals.Held(id), "hwk pin");
        Renewals.Renewed(await _cluster.StepUpAsync(call));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, call.NewSecretDigest));
    }

    [Theory]
    [Rule("L6"), Rule("P-W2")]
    [InlineData("session")]
    [InlineData("subject")]
    public async Task A_write_of_unknown_outcome_is_found_out(string grainType)
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        var call = _cluster.Renewal(subject, Renewals.Held(id), eventId: $"event {id}");
        using var failing = FailedWrites.Of(_cluster.Storage, WriteFailure.WriteThenThrow, 1, grainType, grainType == "session" ? id.ToString() : subject.Key.ToString());

        var outcome = await _cluster.StepUpAsync(call);

        // Whether the event was noted by this call or another's is not to be told; then nothing was changed.
        Assert.Equal(1, failing.Failed);
        Assert.Equal(grainType == "session", outcome is RenewalOutcome.Renewed);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, outcome is RenewalOutcome.Renewed ? call.NewSecretDigest : GrainCalls.Secret));
    }

    [Fact]
    [Rule("P-F2"), Rule("G6")]
    public async Task Without_the_fence_nothing_is_stepped_up()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        _cluster.Fence.Drop();
        Assert.IsType<RenewalOutcome.Unavailable>(await _cluster.StepUpAsync(_cluster.Renewal(subject, Renewals.Held(id))));
        Assert.IsType<RenewalOutcome.Unavailable>(await _cluster.ReauthenticateAsync(_cluster.Renewal(subject, Renewals.Held(id))));
        _cluster.Fence.Take();

        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    private async Task<SecretDigest> RotateAsync(SessionId id, SecretDigest secret, byte number)
    {
        var call = new RotateCall { SecretDigest = secret, Scheme = TokenScheme.Bearer, RotationId = RotationId.FromBytes([number, .. new byte[15]]) };
        return SecretDigest.Of(Assert.IsType<RotateOutcome.Rotated>(await _cluster.SessionGrain(id).Rotate(call)).Secret.Span);
    }

    private async Task<SessionRefusal> DeniedAsync(SubjectId subject, HeldSession held) => Renewals.Denied(await _cluster.StepUpAsync(_cluster.Renewal(subject, held)));
}

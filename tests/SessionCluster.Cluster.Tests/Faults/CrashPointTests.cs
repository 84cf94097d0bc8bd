using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Events;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Cluster.Tests.Renewal;
using SessionCluster.Cluster.Tests.Rotation;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>
/// Every write of every operation fails: before it lands, after it lands, once and as long as the store says so. What is answered is so; asked again, it succeeds; and the record has each change once.
/// </summary>
public sealed class CrashPointTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Established = "session-established";

    private const int Uses = 8;

    /// <summary>The writes of each operation, in the order in which they come: whose row, and how many of its writes come before.</summary>
    private static readonly Dictionary<string, (Func<SessionTestCluster, Task<Story>> Begin, (string Row, int Passing)[] Writes)> Operations = new()
    {
        ["establish"] = (EstablishAsync, [("subject", 0), ("session", 0)]),
        ["use"] = (UseAsync, [("session", 0)]),
        ["rotate"] = (RotateAsync, [("session", 0)]),
        ["step up"] = (StepUpAsync, [("subject", 0), ("session", 0)]),
        ["reauthenticate"] = (ReauthenticateAsync, [("subject", 0), ("session", 0), ("session", 1)]),
        ["confirm"] = (ConfirmAsync, [("session", 0)]),
        ["revoke"] = (RevokeAsync, [("session", 0)]),
        ["end"] = (EndAsync, [("session", 0)]),
        ["revoke subject"] = (RevokeSubjectAsync, [("subject", 0), (ContainmentLimits.GrainTypeName, 0), (ContainmentLimits.GrainTypeName, 1), ("subject", 1)]),
        ["lock"] = (LockAsync, [(ContainmentLimits.GrainTypeName, 0), (ContainmentLimits.GrainTypeName, 1)]),
        ["unlock"] = (UnlockAsync, [(ContainmentLimits.GrainTypeName, 0), (ContainmentLimits.GrainTypeName, 1)]),
    };

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public static TheoryData<string, string, int, WriteFailure, int> Table
    {
        get
        {
            var table = new TheoryData<string, string, int, WriteFailure, int>();
            foreach (var (operation, (_, writes)) in Operations)
            {
                foreach (var (row, passing) in writes)
                {
                    foreach (var failure in (WriteFailure[])[WriteFailure.ThrowWithoutDoing, WriteFailure.WriteThenThrow])
                    {
                        table.Add(operation, row, passing, failure, 1);
                        table.Add(operation, row, passing, failure, FailedWrites.Always);
                    }
                }
            }

            return table;
        }
    }

    [Theory]
    [Rule("L6"), Rule("L12"), Rule("P-W2"), Rule("P-W3"), Rule("G1"), Rule("G3"), Rule("G5")]
    [MemberData(nameof(Table))]
    public async Task What_is_answered_is_so_and_asked_again_it_succeeds_and_each_change_has_one_event(string operation, string row, int passing, WriteFailure failure, int tries)
    {
        var story = await Operations[operation].Begin(_cluster);
        bool done;
        using (var failing = FailedWrites.Of(_cluster.Storage, failure, tries, row, passing: passing))
        {
            done = await story.Act();
            Assert.NotEqual(0, failing.Failed);
        }

        // A failure that passes is not seen by the caller; but whether an authentication was noted by this step-up or by a rival's is not to be told, and so in doubt.
        Assert.True(done || tries != 1 || (operation, row, failure) == ("step up", "subject", WriteFailure.WriteThenThrow));
        await story.Verify(done);
        Assert.True(await story.Act());
        await story.Verify(true);
        if (!story.Id.IsUnset)
        {
            await _cluster.DeactivateAsync(story.Id);
            await story.Verify(true);
            await _cluster.UntilKeptAsync(story.Id, story.Events);
        }
    }

    private static async Task<Story> EstablishAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var established = new List<SessionId>();
        return new(
            default,
            async () =>
            {
                var outcome = await cluster.TryAdmitAsync(subject);
                established.AddRange(outcome is EstablishOutcome.Established { Id: var id } ? [id] : []);
                return outcome is EstablishOutcome.Established;
            },
            async _ =>
            {
                // Whatever was answered, each session whose row is there has one event, and each that was acknowledged is there.
                var listed = await cluster.ListAsync(subject);
                Assert.Empty(established.Except(listed));
                foreach (var id in listed.Where(id => cluster.Storage.Session(id) is not null))
                {
                    await cluster.DeactivateAsync(id);
                    Assert.Equal("accepted", await cluster.PresentAsync(id));
                    await cluster.UntilKeptAsync(id, Established);
                }
            });
    }

    private static async Task<Story> UseAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitWithUsesAsync(Uses);
        var used = await cluster.UseAsync(id, 1);
        return new(
            id,
            async () =>
            {
                var accepted = await cluster.PresentAsync(id) == "accepted";
                used += accepted ? 1 : 0;
                return accepted || used >= Uses;
            },
            _ =>
            {
                Assert.InRange(used, 1, Uses);
                return Task.CompletedTask;
            },
            Established);
    }

    private static async Task<Story> RotateAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var name = Rotations.NewName();
        SecretDigest? successor = null;
        return new(
            id,
            async () =>
            {
                if (await cluster.RotateAsync(id, GrainCalls.Secret, name) is not RotateOutcome.Rotated rotated)
                {
                    return false;
                }

                // L8: the same however often it is asked for.
                var secret = SecretDigest.Of(rotated.Secret.Span);
                Assert.True(successor is null || successor == secret);
                successor = secret;
                return true;
            },
            async done => Assert.Equal("accepted", await cluster.SayAsync(id, GrainCalls.Secret)),
            Established);
    }

    private static async Task<Story> ConfirmAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var next = await cluster.NextAsync(id, GrainCalls.Secret);
        return new(
            id,
            async () => await cluster.SayAsync(id, next) == "accepted",

            // L6: a passing fault is no evidence, and inside the grace the former secret is good whether or not it has a successor yet.
            async _ => Assert.Equal("accepted", await cluster.SayAsync(id, GrainCalls.Secret)),
            Established,
            "session-rotated");
    }

    private static async Task<Story> StepUpAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        var next = Renewals.NewSecret();
        return new(
            id,
            async () => await cluster.StepUpAsync(cluster.Renewal(subject, Renewals.Held(id), next: next, eventId: Guid.NewGuid().ToString("n")))
                is RenewalOutcome.Renewed or RenewalOutcome.Denied { Verdict.Refusal: SessionRefusal.Superseded },
            async done =>
            {
                // One of the two, and never both: the new one once it was said so.
                var former = await cluster.PresentAsync(id, GrainCalls.Secret) == "accepted";
                Assert.NotEqual(former, await cluster.PresentAsync(id, next) == "accepted");
                Assert.True(!done || !former);
            },
            Established,
            "assurance-level-change");
    }

    private static async Task<Story> ReauthenticateAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        return new(
            id,
            async () => await cluster.ReauthenticateAsync(cluster.Renewal(subject, Renewals.Held(id)))
                is RenewalOutcome.Renewed or RenewalOutcome.Denied { Verdict.Refusal: SessionRefusal.Revoked },
            async done => Assert.True(!done || await cluster.PresentAsync(id) == "refused: Revoked"),
            Established,
            "session-revoked policy");
    }

    private static async Task<Story> RevokeAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        return new(
            id,
            async () => await cluster.TryRevokeAsync(id) is RevokeOutcome.Revoked,
            done => EndedAsync(cluster, id, done),
            Established,
            "session-revoked admin");
    }

    private static async Task<Story> EndAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        return new(
            id,
            async () => await cluster.EndAsync(id, null, TokenScheme.Bearer) is EndOutcome.Ended or EndOutcome.Denied { Verdict.Refusal: SessionRefusal.Revoked },
            done => EndedAsync(cluster, id, done),
            Established,
            "session-revoked logout");
    }

    private static async Task<Story> RevokeSubjectAsync(SessionTestCluster cluster)
    {
        var subject = SessionSamples.NewSubject();
        var id = await cluster.AdmitAsync(subject);
        return new(
            id,
            async () => await cluster.TryRevokeAllAsync(subject) is RevokeOutcome.Revoked,
            async done =>
            {
                if (done)
                {
                    Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
                }
            },
            Established,
            "session-revoked admin");
    }

    private static async Task<Story> LockAsync(SessionTestCluster cluster)
    {
        var session = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var id = LockCalls.NewId();
        var device = $"device-{id}";
        var before = ContainmentCount(cluster);
        return new(
            default,
            async () => await cluster.Locks().Lock(id, LockCalls.Order(LockDimension.Device, device)) is LockOutcome.Locked,
            async done =>
            {
                Assert.Equal("accepted", await cluster.PresentAsync(session));
                Assert.True(!done || cluster.Storage.StoredLocks().Count(stored => stored == id) == 1);
                Assert.True(!done || ContainmentCount(cluster) == before + 1);
            });
    }

    private static async Task<Story> UnlockAsync(SessionTestCluster cluster)
    {
        var id = await cluster.LockAsync(LockDimension.Device, $"device-{Guid.NewGuid():n}");
        var before = ContainmentCount(cluster);
        return new(
            default,
            async () => await cluster.UnlockAsync(id) is UnlockOutcome.Unlocked or UnlockOutcome.UnknownLock,
            done =>
            {
                Assert.True(!done || !cluster.Storage.StoredLocks().Contains(id));
                Assert.True(!done || ContainmentCount(cluster) == before + 1);
                return Task.CompletedTask;
            });
    }

    private static long ContainmentCount(SessionTestCluster cluster) => cluster.Storage.ContainmentHead()?.Events.Count ?? 0;

    /// <summary>Nothing is accepted once it was asked for; and what was acknowledged has landed.</summary>
    private static async Task EndedAsync(SessionTestCluster cluster, SessionId id, bool done)
    {
        Assert.True(!done || cluster.Storage.HasTombstone(id));
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
    }

    /// <summary>An operation on something of its own.</summary>
    /// <param name="Id">The session whose row is written; unset where there are several or none.</param>
    /// <param name="Act">Asks for it; true when it is said to be done.</param>
    /// <param name="Verify">That what was said is so.</param>
    /// <param name="Events">What the record has in the end.</param>
    private sealed record Story(SessionId Id, Func<Task<bool>> Act, Func<bool, Task> Verify, params string[] Events);
}

using System.Collections.Immutable;
using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>The order of a decision: of everything that is wrong, the first station speaks, and nobody without the secret hears more than that.</summary>
public sealed class DecisionOrderTests
{
    private static readonly ImmutableArray<(Station Station, SessionDecision Decision)> Order =
    [
        (Station.Secret, SessionDecision.Refuse(SessionRefusal.WrongSecret)),
        (Station.EdgeKey, SessionDecision.Refuse(SessionRefusal.Revoked)),
        (Station.Containment, SessionDecision.Refuse(SessionRefusal.Revoked)),
        (Station.Tombstone, SessionDecision.Refuse(SessionRefusal.Revoked)),
        (Station.AbsoluteDeadline, SessionDecision.Refuse(SessionRefusal.Expired)),
        (Station.Lock, SessionDecision.Refuse(SessionRefusal.Locked)),
        (Station.IdleDeadline, SessionDecision.Refuse(SessionRefusal.Idle) with { Locks = SessionRefusal.Idle }),
        (Station.Audience, SessionDecision.Refuse(SessionRefusal.Audience)),
        (Station.Scope, SessionDecision.Refuse(SessionRefusal.Scope)),
        (Station.Assurance, SessionDecision.Refuse(SessionRefusal.Assurance)),
        (Station.MaxAge, SessionDecision.Refuse(SessionRefusal.Assurance)),
        (Station.Context, SessionDecision.Refuse(SessionRefusal.ContextChanged) with { Locks = SessionRefusal.ContextChanged }),
        (Station.Uses, SessionDecision.Refuse(SessionRefusal.UsesExhausted)),
        (Station.Block, SessionDecision.Reserve),
    ];

    private static readonly Gen<Station> Stations = Gen.Int[0, (1 << 14) - 1].Select(bits => (Station)bits);

    [Flags]
    private enum Station
    {
        None = 0,
        Secret = 1,
        EdgeKey = 2,
        Containment = 4,
        Tombstone = 8,
        AbsoluteDeadline = 16,
        IdleDeadline = 32,
        Audience = 64,
        Scope = 128,
        Assurance = 256,
        MaxAge = 512,
        Uses = 1024,
        Block = 2048,
        Lock = 4096,
        Context = 8192,
    }

    [Fact]
    public void Of_everything_that_is_wrong_the_first_station_speaks() =>
        Stations.Sample(broken => Assert.Equal(Expected(broken), Decide(broken)), iter: 10_000);

    [Fact]
    public void Each_station_alone_refuses() => Assert.All(Order, row => Assert.Equal(row.Decision, Decide(row.Station)));

    [Fact]
    public void Each_station_speaks_before_all_that_follow() =>
        Assert.All(Enumerable.Range(0, Order.Length), first =>
            Assert.Equal(Order[first].Decision, Decide(Order.Skip(first).Aggregate(Station.None, (stations, row) => stations | row.Station))));

    [Fact]
    public void Nothing_wrong_is_accepted() => Assert.Equal(DecisionKind.Accept, Decide(Station.None).Kind);

    [Fact]
    public void A_wrong_secret_hears_the_same_whatever_else_is_wrong() =>
        Stations.Sample(broken => Decide(broken | Station.Secret) == SessionDecision.Refuse(SessionRefusal.WrongSecret), iter: 5_000);

    [Fact]
    public void Every_way_of_not_holding_the_secret_is_the_same_refusal()
    {
        var other = SecretDigest.Of([9]);
        SessionDecision[] decisions =
        [
            Sample.Decide(presentation: Sample.Presentation() with { SecretDigest = other }),
            Sample.Decide(presentation: Sample.Presentation() with { SecretDigest = default }),
            Sample.Decide(Sample.State() with { SecretHash = default }),
            Sample.Decide(Sample.State() with { SecretHash = default }, presentation: Sample.Presentation() with { SecretDigest = default }),
            Sample.Decide(Sample.State() with { Facts = null }),
            Sample.Decide(new SessionState { Id = Sample.Id, Tombstone = Sample.Tombstone() }, presentation: Sample.Presentation() with { SecretDigest = default }),
        ];

        Assert.All(decisions, decision => Assert.Equal(SessionDecision.Refuse(SessionRefusal.WrongSecret), decision));
    }

    [Fact]
    public void Without_state_or_containment_nothing_is_decided()
    {
        Assert.Throws<ArgumentNullException>(() => SessionRules.Decide(null!, Sample.Usage(), ContainmentSnapshot.Empty, Sample.Presentation(), Sample.Start));
        Assert.Throws<ArgumentNullException>(() => SessionRules.Decide(Sample.State(), Sample.Usage(), null!, Sample.Presentation(), Sample.Start));
        Assert.Throws<ArgumentNullException>(() => SessionRules.StatusOf(null!, Sample.Usage(), ContainmentSnapshot.Empty, Sample.KeyMask, Sample.Start));
        Assert.Throws<ArgumentNullException>(() => SessionRules.StatusOf(Sample.State(), Sample.Usage(), null!, Sample.KeyMask, Sample.Start));
    }

    private static SessionDecision Expected(Station broken)
    {
        foreach (var (station, decision) in Order)
        {
            if (broken.HasFlag(station))
            {
                return decision;
            }
        }

        var now = Sample.Start.AddHours(1);
        return new(DecisionKind.Accept, SessionRefusal.None, now, now + Sample.Idle, 1);
    }

    private static SessionDecision Decide(Station broken)
    {
        var now = broken.HasFlag(Station.AbsoluteDeadline) ? Sample.Start + Sample.Absolute : Sample.Start.AddHours(1);
        var state = Sample.State() with
        {
            // A landed end with another status, so that the station can be told from those before it.
            Tombstone = broken.HasFlag(Station.Tombstone) ? Sample.Tombstone() with { Status = SessionStatus.Revoked } : null,
            Lock = broken.HasFlag(Station.Lock) ? new SessionLock { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start } : null,
            Context = new(ClientContext.Of("browser", "laptop"), ContextAction.Lock),
            Budget = broken.HasFlag(Station.Uses) ? new UseBudget(64, 64) : new UseBudget(64, 8),
        };
        var uses = broken.HasFlag(Station.Uses) || broken.HasFlag(Station.Block) ? 0 : 3;
        var usage = Sample.Usage(now - (broken.HasFlag(Station.IdleDeadline) ? Sample.Idle : Sample.Second), uses);
        var containment = broken.HasFlag(Station.Containment) ? ContainmentSnapshot.Empty.With(1, state.SubjectKey, state.AdmissionEpoch + 1) : ContainmentSnapshot.Empty;
        var presentation = new SessionPresentation(
            broken.HasFlag(Station.Secret) ? SecretDigest.Of([9]) : Sample.Digest,
            Audience.Create(broken.HasFlag(Station.Audience) ? "elsewhere" : "billing"),
            SessionActivity.User,
            new ValidationRequirements
            {
                Scope = Sample.Scope(broken.HasFlag(Station.Scope) ? "orders.read admin" : "orders.read"),
                Assurance = broken.HasFlag(Station.Assurance) ? AssuranceLevel.Aal3 : AssuranceLevel.Aal2,
                MaxAuthenticationAge = broken.HasFlag(Station.MaxAge) ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(13),
            },
            broken.HasFlag(Station.EdgeKey) ? ~Sample.KeyMask : Sample.KeyMask)
        {
            Context = ClientContext.Of("browser", broken.HasFlag(Station.Context) ? "phone" : "laptop"),
        };
        return Sample.Decide(state, usage, containment, presentation, now);
    }
}

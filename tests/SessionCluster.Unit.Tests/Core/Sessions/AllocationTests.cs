using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>A decision allocates nothing, whichever way it goes: validations are the load of this service.</summary>
public sealed class AllocationTests
{
    private const int Calls = 1_000;

    private static readonly ContainmentSnapshot Containment = Enumerable.Range(0, 1_000)
        .Aggregate(ContainmentSnapshot.Empty, (snapshot, number) => snapshot.With(number + 1, Sample.SubjectOf($"user-{number}").Key, 5))
        .With(1_001, Locked(1, LockDimension.Client, "another"))
        .With(1_002, Locked(2, LockDimension.Key, KeyThumbprint.Of([2]).ToString()))
        .With(1_003, Locked(3, LockDimension.Device, "another"));

    private static readonly SessionPresentation Asking = Sample.Presentation() with
    {
        Requirements = new ValidationRequirements { Scope = Sample.Scope("orders.read orders.write"), Assurance = AssuranceLevel.Aal2, MaxAuthenticationAge = TimeSpan.FromHours(1) },
    };

    public static TheoryData<string> Ways => [.. Cases().Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_decision_allocates_nothing(string way)
    {
        var decide = Cases()[way];

        Assert.Equal(0, AllocatedBy(() => _ = decide()));
    }

    [Fact]
    public void The_measure_notices_an_allocation() => Assert.InRange(AllocatedBy(() => _ = new object()), Calls * 16, Calls * 64);

    [Fact]
    public void The_ways_are_what_they_are_called() =>
        Assert.All(Cases(), way => Assert.Equal(way.Key.Split(' ')[0], way.Value() is { Kind: DecisionKind.Refuse } refused ? refused.Refusal.ToString() : way.Value().Kind.ToString()));

    private static Dictionary<string, Func<SessionDecision>> Cases()
    {
        // A lock of its client; and, for every other way, locks of others of every dimension.
        var shop = Containment.With(1_004, Locked(4, LockDimension.Client, "shop"));
        var state = Sample.State() with { Budget = new UseBudget(64, 8) };
        var spent = state with { Budget = new UseBudget(64, 64) };
        var ended = state with { Tombstone = Sample.Tombstone() };
        var weak = Asking with { Requirements = Asking.Requirements with { Assurance = AssuranceLevel.Aal3 } };
        var broad = Asking with { Requirements = Asking.Requirements with { Scope = Sample.Scope("orders.read zzz") } };
        var usage = Sample.Usage(uses: 3);
        return new()
        {
            ["Accept"] = () => SessionRules.Decide(state, usage, Containment, Asking, Sample.Start),
            ["Accept again"] = () => SessionRules.Decide(spent, Sample.Usage(), Containment, Asking with { IsRepetition = true }, Sample.Start),
            ["Reserve"] = () => SessionRules.Decide(state, Sample.Usage(), Containment, Asking, Sample.Start),
            ["WrongSecret"] = () => SessionRules.Decide(state, usage, Containment, Asking with { SecretDigest = SecretDigest.Of([1]) }, Sample.Start),
            ["Revoked"] = () => SessionRules.Decide(ended, usage, Containment, Asking, Sample.Start),
            ["Locked"] = () => SessionRules.Decide(state, usage, shop, Asking, Sample.Start),
            ["Expired"] = () => SessionRules.Decide(state, usage, Containment, Asking, Sample.Start + Sample.Absolute),
            ["Idle"] = () => SessionRules.Decide(state, usage, Containment, Asking, Sample.Start + Sample.Idle),
            ["Audience"] = () => SessionRules.Decide(state, usage, Containment, Asking with { Audience = default }, Sample.Start),
            ["Scope"] = () => SessionRules.Decide(state, usage, Containment, broad, Sample.Start),
            ["Assurance"] = () => SessionRules.Decide(state, usage, Containment, weak, Sample.Start),
            ["UsesExhausted"] = () => SessionRules.Decide(spent, Sample.Usage(), Containment, Asking, Sample.Start),
        };
    }

    private static ContainmentEntry Locked(byte number, LockDimension dimension, string value) =>
        ContainmentEntry.Of(number, new SessionLockEntry(EventId.FromBytes([number, .. new byte[EventId.Size - 1]]), new(dimension, value, Sample.Order), Sample.Start));

    private static long AllocatedBy(Action action)
    {
        for (var warm = 0; warm < Calls; warm++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < Calls; call++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

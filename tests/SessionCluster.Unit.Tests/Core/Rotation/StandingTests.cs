using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Rotation;

/// <summary>What a presented secret is to a session, and which of them count as held.</summary>
[Rule("P-T3")]
public sealed class StandingTests
{
    private static readonly DateTimeOffset Confirmed = Sample.Start.AddHours(1);

    private static readonly SecretDigest First = DigestOf(1);
    private static readonly SecretDigest Former = DigestOf(2);
    private static readonly SecretDigest Next = DigestOf(3);

    private static readonly SessionState Rotated = Sample.State() with
    {
        Rotation = new()
        {
            Generation = 2,
            RotatedAt = Confirmed,
            Pending = [new(SecretHash.Of(Next), new(1, [], default))],
            Former = new(SecretHash.Of(Former), Confirmed.AddSeconds(10), Confirmed.AddSeconds(10), null),
            Older = [7, RotationRules.MarkOf(SecretHash.Of(First))],
        },
    };

    [Fact]
    public void The_current_secret_a_successor_and_the_former_one_in_grace_are_held()
    {
        Assert.Equal(SecretStanding.Current, At(Sample.Digest, 0));
        Assert.Equal(SecretStanding.Pending, At(Next, 0));
        Assert.Equal(SecretStanding.Former, At(Former, 0));
        Assert.All([SecretStanding.Current, SecretStanding.Pending, SecretStanding.Former], standing => Assert.True(RotationRules.IsHeld(standing)));
        Assert.All([SecretStanding.Foreign, SecretStanding.Superseded, SecretStanding.Reused], standing => Assert.False(RotationRules.IsHeld(standing)));
    }

    [Theory]
    [Rule("L7")]
    [InlineData(9, SecretStanding.Former)]
    [InlineData(10, SecretStanding.Reused)]
    [InlineData(11, SecretStanding.Reused)]
    public void The_former_secret_is_held_until_its_grace_is_over_to_the_second(int seconds, SecretStanding standing) => Assert.Equal(standing, At(Former, seconds));

    [Theory]
    [InlineData(-1, SecretStanding.Former)]
    [InlineData(0, SecretStanding.Superseded)]
    [InlineData(9, SecretStanding.Superseded)]
    [InlineData(10, SecretStanding.Reused)]
    public void Between_acceptance_and_evidence_it_is_only_refused(int seconds, SecretStanding standing)
    {
        var state = Rotated with { Rotation = Rotated.Rotation! with { Former = new(SecretHash.Of(Former), Confirmed, Confirmed.AddSeconds(10), null) } };

        Assert.Equal(standing, RotationRules.StandingOf(state, Former, Confirmed.AddSeconds(seconds)));
    }

    [Fact]
    [Rule("L7")]
    public void An_older_secret_is_evidence_whatever_the_time() => Assert.All([-3600, 0, 1, 3600], seconds => Assert.Equal(SecretStanding.Reused, At(First, seconds)));

    [Fact]
    public void Another_secret_is_foreign_and_so_is_what_is_unset()
    {
        Assert.Equal(SecretStanding.Foreign, At(DigestOf(9), 0));
        Assert.Equal(SecretStanding.Foreign, At(default, 0));
        Assert.Equal(SecretStanding.Foreign, RotationRules.StandingOf(Sample.State(), Former, Confirmed));
        Assert.Equal(SecretStanding.Foreign, RotationRules.StandingOf(Rotated with { SecretHash = default }, Next, Confirmed));
    }

    [Fact]
    public void An_introspection_takes_every_held_secret_and_says_nothing_else_than_inactive_for_others()
    {
        Assert.All([Sample.Digest, Next, Former], digest => Assert.Equal(DecisionKind.Accept, Introspect(digest, 9).Kind));
        Assert.Equal(SessionRefusal.Superseded, Introspect(Former, 10).Refusal);
        Assert.Equal(SessionRefusal.Superseded, Introspect(First, 0).Refusal);
        Assert.Equal(SessionRefusal.WrongSecret, Introspect(DigestOf(9), 0).Refusal);
    }

    private static SessionDecision Introspect(SecretDigest digest, int seconds)
    {
        var now = Confirmed.AddSeconds(seconds);
        return SessionRules.Introspect(Rotated, new(now, 0, null), ContainmentSnapshot.Empty, digest, ImmutableArray<Audience>.Empty, Sample.KeyMask, now);
    }

    private static SecretStanding At(SecretDigest digest, int seconds) => RotationRules.StandingOf(Rotated, digest, Confirmed.AddSeconds(seconds));

    private static SecretDigest DigestOf(byte number) => SecretDigest.Of([number]);
}

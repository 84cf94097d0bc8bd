using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

public sealed class NewSessionTests
{
    [Fact]
    public void The_row_says_what_was_asked_and_decided()
    {
        var state = NewSession(SampleCall.Valid, SampleCall.Interactive, SampleCall.Now);

        Assert.Equal((Sample.Id, Sample.Subject.Key, SecretHash.Of(Sample.Digest)), (state.Id, state.SubjectKey, state.SecretHash));
        Assert.Equal((ClientId.Create("login"), 7L, Sample.KeyId, SampleCall.Now), (state.EstablishedBy, state.AdmissionEpoch, state.EdgeKeyId, state.LastUsedAt));
        Assert.Equal((new UseBudget(64, 8), null), (state.Budget, state.Tombstone));
        var facts = state.Facts!;
        Assert.Equal((Sample.Id, Sample.Subject, SampleCall.Interactive.Name, ClientId.Create("shop")), (facts.Id, facts.Subject, facts.Class, facts.ClientId));
        Assert.Equal((Sample.Scope("orders.read"), AssuranceLevel.Aal2, Sample.Start), (facts.Scope, facts.Assurance, facts.AuthenticatedAt));
        Assert.Equal((Sample.Start, Sample.Start + Sample.Absolute, Sample.Idle), (facts.IssuedAt, facts.AbsoluteDeadline, facts.IdleTimeout));
        Assert.Equal(["orders"], facts.Audiences.Select(audience => audience.Value));
        Assert.Equal(["pwd", "otp"], facts.Methods);
        Assert.Equal("gold", facts.Attributes.Values["plan"]);
    }

    [Fact]
    public void Without_a_use_limit_there_is_no_budget() => Assert.Null(NewSession(SampleCall.Valid with { MaxUses = null }, SampleCall.Interactive, SampleCall.Now).Budget);

    [Fact]
    [Rule("L24")]
    public void The_digest_is_not_in_the_row()
    {
        var digest = new byte[SecretDigest.Size];
        Sample.Digest.CopyTo(digest);

        var row = Abstractions.Wire.OrleansWire.Bytes(NewSession(SampleCall.Valid, SampleCall.Interactive, SampleCall.Now));

        Assert.True(row.AsSpan().IndexOf(Sample.Secret) < 0);
        Assert.True(row.AsSpan().IndexOf(digest) < 0);

        // The search finds what is there: the message carries the digest.
        Assert.True(Abstractions.Wire.OrleansWire.Bytes(SampleCall.Valid).AsSpan().IndexOf(digest.AsSpan(0, 8)) >= 0);
        Assert.True(row.AsSpan().IndexOf("alice"u8) >= 0);
    }

    [Fact]
    [Rule("H2"), Rule("N4"), Rule("L18")]
    public void Whatever_the_class_a_session_ends_at_its_whole_second_and_not_before() =>
        Gen.Select(Gen.Int[5, 30 * 86_400], Gen.Int[5, 30 * 86_400], Gen.Long[0, TimeSpan.TicksPerDay], Gen.Byte.Array[SessionId.RandomSize]).Sample((lifetime, idle, ticks, random) =>
        {
            var sessionClass = SampleCall.Interactive with { AbsoluteLifetime = TimeSpan.FromSeconds(lifetime), IdleTimeout = TimeSpan.FromSeconds(idle) };
            var now = Sample.Start.AddTicks(ticks);
            var deadline = AdmissionRules.AbsoluteDeadline(sessionClass, now);
            var state = NewSession(SampleCall.At(now), sessionClass, now, SessionId.Create(0, deadline, random));

            Assert.Equal((deadline, 0L), (state.Facts!.AbsoluteDeadline, deadline.UtcTicks % TimeSpan.TicksPerSecond));
            Assert.InRange(now.AddSeconds(lifetime) - deadline, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));
            Assert.InRange(state.Id.Deadline - deadline, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerMinute - 1));
            Assert.Equal(DecisionKind.Accept, Decide(state, now, now));
            Assert.Equal(DecisionKind.Accept, Decide(state, deadline.AddTicks(-1), deadline.AddTicks(-1)));
            Assert.Equal(DecisionKind.Refuse, Decide(state, deadline, deadline));
        }, iter: 1_000);

    [Fact]
    [Rule("N3")]
    public void The_level_is_the_computed_one_and_nobodys_claim()
    {
        var call = SampleCall.With("aal3", "pwd", "otp");

        Assert.Equal(AssuranceLevel.Aal2, NewSession(call, SampleCall.Interactive, SampleCall.Now).Facts!.Assurance);
        Assert.DoesNotContain(typeof(EstablishCall).GetProperties(), property => property.PropertyType == typeof(AssuranceLevel));
    }

    [Fact]
    public void Nothing_missing_makes_a_session()
    {
        var eligible = Assert.IsType<AdmissionDecision.Eligible>(SampleCall.Check());

        Assert.Throws<ArgumentNullException>(() => AdmissionRules.NewSession(Sample.Id, null!, eligible, 0, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.NewSession(Sample.Id, SampleCall.Valid, null!, 0, SampleCall.Now));
        Assert.Throws<ArgumentNullException>(() => AdmissionRules.AbsoluteDeadline(null!, SampleCall.Now));
    }

    private static SessionState NewSession(EstablishCall call, SessionClass sessionClass, DateTimeOffset now, SessionId? id = null)
    {
        var eligible = Assert.IsType<AdmissionDecision.Eligible>(SampleCall.Check(call, sessionClass: sessionClass, now: now));
        return AdmissionRules.NewSession(id ?? Sample.Id, call, eligible, 7, now);
    }

    private static DecisionKind Decide(SessionState state, DateTimeOffset lastUse, DateTimeOffset now) =>
        SessionRules.Decide(state, new(lastUse, 1, null), ContainmentSnapshot.Empty, Sample.Presentation(), now).Kind;
}

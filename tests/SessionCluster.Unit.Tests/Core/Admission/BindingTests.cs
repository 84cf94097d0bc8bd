using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

/// <summary>What an establishment binds to: a key that somebody proved to have, or that the caller answers for.</summary>
public sealed class BindingTests
{
    private static readonly SessionClass Class = DefaultSessionClasses.Interactive;

    private static readonly Confirmation Certificate = new(ConfirmationMethod.Certificate, SampleProof.Key);

    [Fact]
    public void A_proof_binds_to_the_key_that_made_it()
    {
        Assert.Equal(new BoundKey(SampleProof.Confirmation, true), Key(Proven(SampleProof.Of("1", Sample.Start))));
        Assert.Equal(new BoundKey(SampleProof.Confirmation, true), Key(Proven(SampleProof.Of("1", Sample.Start)) with { Confirmation = SampleProof.Confirmation }));
    }

    [Fact]
    public void A_confirmation_alone_is_the_callers_word()
    {
        Assert.Equal(new BoundKey(SampleProof.Confirmation, false), Key(SampleCall.Valid with { Confirmation = SampleProof.Confirmation }));
        Assert.Equal(new BoundKey(Certificate, false), Key(SampleCall.Valid with { Confirmation = Certificate }));
    }

    [Theory]
    [Rule("D15")]
    [InlineData(600_000_000, true)]
    [InlineData(600_000_001, false)]
    [InlineData(-100_000_000, true)]
    [InlineData(-100_000_001, false)]
    public void Its_proof_must_be_near_the_subjects_clock(long ticks, bool good) =>
        Assert.Equal(good ? null : EstablishRefusal.BindingRequired, Refusal(Proven(SampleProof.Of("1", Sample.Start)) with { Authentication = SampleCall.Valid.Authentication with { AuthenticatedAt = Sample.Start.AddTicks(ticks) } }, now: Sample.Start.AddTicks(ticks)));

    [Fact]
    public void Evidence_that_does_not_hold_is_not_made_good_by_the_callers_word()
    {
        var failed = new PossessionEvidence { Presented = new() { Text = "x", Method = "POST", Uri = "https://login.example/" } };
        var other = SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey);

        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid with { ConfirmationEvidence = failed }));
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid with { ConfirmationEvidence = failed, Confirmation = SampleProof.Confirmation }));
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid with { ConfirmationEvidence = new() { Certificate = SampleProof.Key }, Confirmation = Certificate }));
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(Proven(other) with { Confirmation = SampleProof.Confirmation }));
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(Proven(SampleProof.Of("1", Sample.Start)) with { Confirmation = Certificate }));

        // Not even where bearer sessions are allowed: whoever asks for a key gets a session that is bound to one, or none.
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid with { ConfirmationEvidence = failed }, SampleCall.Interactive));
    }

    [Fact]
    public void Without_a_key_only_a_named_exception_establishes()
    {
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid));
        Assert.Null(Refusal(SampleCall.Valid, SampleCall.Interactive));
        Assert.Null(Key(SampleCall.Valid, SampleCall.Interactive));

        // An exception is no prohibition.
        Assert.Equal(new BoundKey(SampleProof.Confirmation, false), Key(SampleCall.Valid with { Confirmation = SampleProof.Confirmation }, SampleCall.Interactive));
    }

    [Theory]
    [Rule("A11")]
    [InlineData(KeyStorage.Unknown, false)]
    [InlineData(KeyStorage.Software, false)]
    [InlineData(KeyStorage.Hardware, true)]
    public void A_class_that_asks_for_hardware_takes_no_other_key(KeyStorage storage, bool good)
    {
        var hardware = Class with { Binding = SessionBinding.HardwareKey };

        Assert.Equal(good ? null : EstablishRefusal.BindingRequired, Refusal(Proven(SampleProof.Of("1", Sample.Start)) with { KeyStorage = storage }, hardware));
        Assert.Equal(EstablishRefusal.BindingRequired, Refusal(SampleCall.Valid with { KeyStorage = storage }, hardware));
        Assert.Null(Refusal(Proven(SampleProof.Of("1", Sample.Start)) with { KeyStorage = storage }));
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(2, true, false)]
    [InlineData(4, false, true)]
    [InlineData(5, false, false)]
    public void A_bound_session_is_for_as_many_audiences_as_its_class_says(int audiences, bool bearer, bool good)
    {
        var call = SampleCall.Valid with { Audiences = [.. Enumerable.Range(0, audiences).Select(number => Audience.Create($"a{number}"))], Confirmation = bearer ? null : SampleProof.Confirmation };

        Assert.Equal(good ? null : EstablishRefusal.AudienceLimit, Refusal(call, SampleCall.Interactive with { MaxAudiences = 4 }));
    }

    [Fact]
    public void Every_refusal_says_what_to_do_in_a_sentence_of_its_own()
    {
        AdmissionDecision[] decisions =
        [
            SampleCall.Check(SampleCall.Valid, sessionClass: Class),
            SampleCall.Check(SampleCall.Valid with { Confirmation = SampleProof.Confirmation }, sessionClass: Class with { Binding = SessionBinding.HardwareKey }),
            SampleCall.Check(SampleCall.Valid with { ConfirmationEvidence = new() }, sessionClass: Class),
            SampleCall.Check(Proven(SampleProof.Of("1", Sample.Start.AddSeconds(-61))), sessionClass: Class),
            SampleCall.Check(Proven(SampleProof.Of("1", Sample.Start)) with { Confirmation = Certificate }, sessionClass: Class),
        ];

        var sentences = decisions.Select(decision => Assert.IsType<AdmissionDecision.Refused>(decision).Detail).ToArray();

        Assert.All(sentences, sentence => Assert.Matches("^[A-Z].*\\.$", sentence));
        Assert.Equal(sentences, sentences.Distinct());
    }

    [Fact]
    public void The_row_says_what_the_session_asks_of_its_holder()
    {
        var sessionClass = SampleCall.Interactive with
        {
            VerifyProof = ProofVerification.Silo,
            ProofLifetime = TimeSpan.FromSeconds(30),
            NonceAlways = true,
            ReplayEntries = 100,
            OnContextChange = ContextAction.Refuse,
            Introspectable = true,
        };
        var context = ClientContext.Of("ua", null);
        var bound = Row(Proven(SampleProof.Of("1", Sample.Start)) with { Context = context, KeyStorage = KeyStorage.Software }, sessionClass);
        var asserted = Row(SampleCall.Valid with { Confirmation = Certificate }, sessionClass);
        var bearer = Row(SampleCall.Valid with { Context = context }, sessionClass);

        Assert.Equal((SampleProof.Confirmation, KeyStorage.Software), (bound.Facts!.Confirmation, bound.Facts.KeyStorage));
        Assert.Equal(
            new PossessionTerms { Verification = ProofVerification.Silo, ProofLifetime = TimeSpan.FromSeconds(30), NonceAlways = true, ReplayEntries = 100, IsProven = true },
            bound.Possession);
        Assert.Equal((Certificate, false), (asserted.Facts!.Confirmation, asserted.Possession!.IsProven));
        Assert.Equal((null, null), (bearer.Facts!.Confirmation, bearer.Possession));
        Assert.Equal(new ContextTerms(context, ContextAction.Refuse), bearer.Context);
        Assert.Equal(bearer.Context, bound.Context);
        Assert.Null(asserted.Context);
        Assert.Null(Row(SampleCall.Valid with { Context = ClientContext.Of(null, null) }, sessionClass).Context);
        Assert.True(bound.Introspectable && bearer.Introspectable);
        Assert.False(Row(SampleCall.Valid, SampleCall.Interactive).Introspectable);
    }

    [Fact]
    [Rule("H4")]
    public void A_key_of_two_live_sessions_is_noticed()
    {
        var now = Sample.Start;
        var key = new BoundKey(SampleProof.Confirmation, true);
        var first = Listed(1, key, now.AddMinutes(10));
        var state = List(SampleCall.NobodyYet, first);

        Assert.False(SubjectIndex.SharesItsKey(state, first, now));
        Assert.True(SubjectIndex.SharesItsKey(state, Listed(2, key, now.AddHours(1)), now));
        Assert.True(SubjectIndex.SharesItsKey(state, Listed(2, key with { IsProven = false }, now.AddHours(1)), now));
        Assert.False(SubjectIndex.SharesItsKey(state, Listed(2, new(new(ConfirmationMethod.Jkt, SampleProof.OtherKey), true), now.AddHours(1)), now));
        Assert.False(SubjectIndex.SharesItsKey(List(state, Listed(3, null, now.AddHours(1))), Listed(2, null, now.AddHours(1)), now));

        // What has ended shares nothing.
        Assert.False(SubjectIndex.SharesItsKey(state, Listed(2, key, now.AddHours(1)), now.AddMinutes(11)));
        var cut = SubjectIndex.CutOff(state, Sample.Subject, Sample.Order, Sample.EventId, now);
        Assert.False(SubjectIndex.SharesItsKey(SubjectIndex.RaiseContained(cut, cut.Epoch), Listed(2, key, now.AddHours(1)), now));

        SubjectState List(SubjectState before, ListedSession session) => SubjectIndex.List(before, Sample.Subject, session, SampleCall.Valid.Authentication with { Id = null }, SampleCall.Options, now);
        static ListedSession Listed(byte shard, BoundKey? bound, DateTimeOffset deadline) =>
            new(SessionId.Create(shard, deadline, new byte[SessionId.RandomSize]), Class.Name, 0) { KeyHash = ListedSession.HashOf(bound) };
    }

    private static EstablishCall Proven(VerifiedProof proof) => SampleCall.Valid with { ConfirmationEvidence = new() { Proof = proof } };

    private static BoundKey? Key(EstablishCall call, SessionClass? sessionClass = null) => Assert.IsType<AdmissionDecision.Eligible>(SampleCall.Check(call, sessionClass: sessionClass ?? Class)).Key;

    private static EstablishRefusal? Refusal(EstablishCall call, SessionClass? sessionClass = null, DateTimeOffset? now = null) => SampleCall.Refusal(call, sessionClass: sessionClass ?? Class, now: now);

    private static SessionState Row(EstablishCall call, SessionClass sessionClass) =>
        AdmissionRules.NewSession(Sample.Id, call, Assert.IsType<AdmissionDecision.Eligible>(SampleCall.Check(call, sessionClass: sessionClass)), 1, SampleCall.Now);
}

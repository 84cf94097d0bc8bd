using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Replay;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>A bound session: what a stolen token is worth without its key, and a captured request after it was used.</summary>
public sealed class PossessionDecisionTests
{
    [Fact]
    [Rule("A1"), Rule("D4"), Rule("D5")]
    public void A_stolen_token_is_refused_whatever_else_is_wrong_and_hears_nothing_else() =>
        Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Sample((theft, ended, locked, late, elsewhere) =>
        {
            (SessionPresentation Presentation, SessionRefusal Refusal) stolen = theft switch
            {
                0 => (Sample.Presentation(), SessionRefusal.PossessionRequired),
                1 => (BoundSample.Presentation(SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey)), SessionRefusal.WrongKey),
                2 => (BoundSample.Presentation(null), SessionRefusal.ProofInvalid),
                _ => (Sample.Presentation() with { Certificate = SampleProof.Key }, SessionRefusal.PossessionRequired),
            };
            var state = BoundSample.State() with
            {
                Tombstone = ended ? Sample.Tombstone() : null,
                Lock = locked ? new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start } : null,
                EdgeKeyId = late && ended ? (byte)0 : Sample.KeyId,
            };

            var decision = Sample.Decide(
                state,
                BoundSample.Usage(),
                presentation: stolen.Presentation with { Audience = Audience.Create(elsewhere ? "elsewhere" : "orders") },
                now: late ? Sample.Start + Sample.Absolute : Sample.Start);

            Assert.Equal(BoundSample.Stolen(stolen.Refusal), decision);
        }, iter: 300);

    [Fact]
    public void Without_the_secret_the_key_is_worth_nothing() =>
        Assert.Equal(SessionRefusal.WrongSecret, Sample.Decide(BoundSample.State(), BoundSample.Usage(), presentation: BoundSample.Presentation() with { SecretDigest = SecretDigest.Of([9]) }).Refusal);

    [Fact]
    [Rule("A5"), Rule("D7"), Rule("G2"), Rule("P-R1")]
    public void A_captured_request_is_accepted_once()
    {
        var usage = BoundSample.Usage();
        var presentation = BoundSample.Presentation();

        var first = Sample.Decide(BoundSample.State(), usage, presentation: presentation);
        Assert.Equal((DecisionKind.Accept, presentation.Proof), (first.Kind, first.Proof));

        // Deciding marks nothing: the mark is set once the fence holds.
        Assert.Equal(first, Sample.Decide(BoundSample.State(), usage, presentation: presentation));
        usage.Proofs!.Record(first.Proof!, SampleProof.Terms, Sample.Start);
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.ProofReplayed), Sample.Decide(BoundSample.State(), usage, presentation: presentation));
    }

    [Fact]
    [Rule("P-R1")]
    public void A_decider_that_forgets_the_mark_accepts_it_again()
    {
        // The twin: a memory that is new each time.
        var presentation = BoundSample.Presentation();
        for (var time = 0; time < 3; time++)
        {
            var proofs = BoundSample.Warm();
            var decision = Sample.Decide(BoundSample.State(), BoundSample.Usage(proofs), presentation: presentation);
            Assert.Equal(DecisionKind.Accept, decision.Kind);
            proofs.Record(decision.Proof!, SampleProof.Terms, Sample.Start);
        }
    }

    [Theory]
    [InlineData(SessionRefusal.Audience)]
    [InlineData(SessionRefusal.Scope)]
    [InlineData(SessionRefusal.Revoked)]
    [InlineData(SessionRefusal.Locked)]
    [InlineData(SessionRefusal.Idle)]
    public void What_is_refused_before_uses_no_proof_up(SessionRefusal refusal)
    {
        var state = BoundSample.State() with
        {
            Tombstone = refusal == SessionRefusal.Revoked ? Sample.Tombstone() : null,
            Lock = refusal == SessionRefusal.Locked ? new() { Evidence = SessionRefusal.ContextChanged, LockedAt = Sample.Start } : null,
        };
        var presentation = BoundSample.Presentation() with
        {
            Audience = Audience.Create(refusal == SessionRefusal.Audience ? "elsewhere" : "orders"),
            Requirements = new() { Scope = Sample.Scope(refusal == SessionRefusal.Scope ? "admin" : "orders.read") },
        };
        var usage = BoundSample.Usage() with { LastUsedAt = refusal == SessionRefusal.Idle ? Sample.Start - Sample.Idle : Sample.Start };

        var decision = Sample.Decide(state, usage, presentation: presentation);
        Assert.Equal((DecisionKind.Refuse, refusal), (decision.Kind, decision.Refusal));
        Assert.Null(decision.Proof);
        Assert.Equal(0, usage.Proofs!.Count);
    }

    [Fact]
    [Rule("P-R3"), Rule("P-R5"), Rule("D10")]
    public void Each_standing_has_its_refusal_and_only_two_come_with_a_nonce()
    {
        var cold = ProofMemory.Cold(ReplayWindowTests.Plenty(), Sample.Start);
        var full = BoundSample.Warm();
        for (var number = 0; number < SampleProof.Terms.ReplayEntries; number++)
        {
            full.Record(Examined(full, $"{number}"), SampleProof.Terms, Sample.Start);
        }

        Assert.Equal((SessionRefusal.NonceRequired, true), Refusal(cold, BoundSample.Presentation()));
        Assert.Equal((SessionRefusal.ProofStale, true), Refusal(BoundSample.Warm(), BoundSample.Presentation(issuedAt: Sample.Start.AddSeconds(-61))));
        Assert.Equal((SessionRefusal.ProofReplayed, false), Refusal(full, BoundSample.Presentation("0")));
        Assert.Equal((SessionRefusal.WindowFull, false), Refusal(full, BoundSample.Presentation("new")));

        static VerifiedProof Examined(ProofMemory memory, string id)
        {
            var proof = SampleProof.Of(id, Sample.Start);
            Assert.Equal(ProofStanding.Fresh, memory.Examine(proof, SampleProof.Terms, Sample.Start));
            return proof;
        }

        static (SessionRefusal, bool) Refusal(ProofMemory memory, SessionPresentation presentation)
        {
            var decision = Sample.Decide(BoundSample.State(), BoundSample.Usage(memory), presentation: presentation);
            Assert.Equal((DecisionKind.Refuse, null), (decision.Kind, decision.Proof));
            return (decision.Refusal, decision.IsChallenge);
        }
    }

    [Fact]
    public void Without_terms_or_a_memory_nothing_is_accepted()
    {
        Assert.Equal(SessionRefusal.WindowFull, Sample.Decide(BoundSample.State(), Sample.Usage(), presentation: BoundSample.Presentation()).Refusal);
        Assert.Equal(SessionRefusal.WindowFull, Sample.Decide(BoundSample.State() with { Possession = null }, BoundSample.Usage(), presentation: BoundSample.Presentation()).Refusal);
        Assert.Equal(SessionRefusal.WindowFull, Sample.Decide(BoundSample.State() with { Possession = new() }, BoundSample.Usage(), presentation: BoundSample.Presentation()).Refusal);
    }

    [Fact]
    [Rule("T5")]
    public void A_session_of_a_certificate_needs_no_proof_and_no_memory()
    {
        var state = BoundSample.State(ConfirmationMethod.Certificate);
        var presentation = Sample.Presentation() with { Scheme = TokenScheme.Bearer, Certificate = SampleProof.Key };

        Assert.Equal((DecisionKind.Accept, null), (Sample.Decide(state, presentation: presentation).Kind, Sample.Decide(state, presentation: presentation).Proof));
        Assert.Equal(SessionRefusal.WrongKey, Sample.Decide(state, presentation: presentation with { Certificate = SampleProof.OtherKey }).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, Sample.Decide(state, presentation: presentation with { Certificate = default }).Refusal);
    }

    [Fact]
    [Rule("N9"), Rule("G4")]
    public void A_proof_lifts_no_limit()
    {
        var end = Sample.Start + Sample.Absolute;
        var idle = Sample.Start + Sample.Idle;

        Assert.Equal(SessionRefusal.Expired, Sample.Decide(BoundSample.State(), BoundSample.Usage() with { LastUsedAt = end.AddSeconds(-1) }, presentation: BoundSample.Presentation(issuedAt: end), now: end).Refusal);
        Assert.Equal(SessionRefusal.Idle, Sample.Decide(BoundSample.State(), BoundSample.Usage(), presentation: BoundSample.Presentation(issuedAt: idle), now: idle).Refusal);
        Assert.Equal(DecisionKind.Accept, Sample.Decide(BoundSample.State(), BoundSample.Usage(), presentation: BoundSample.Presentation(issuedAt: idle.AddSeconds(-1)), now: idle.AddSeconds(-1)).Kind);
    }

    [Fact]
    [Rule("P-B2")]
    public void A_block_is_reserved_before_a_proof_is_used_up()
    {
        var usage = BoundSample.Usage();
        var limited = BoundSample.State() with { Budget = new UseBudget(64, 8) };

        Assert.Equal(SessionDecision.Reserve, Sample.Decide(limited, usage, presentation: BoundSample.Presentation()));
        Assert.Equal(SessionDecision.Refuse(SessionRefusal.UsesExhausted), Sample.Decide(limited with { Budget = new UseBudget(64, 64) }, usage, presentation: BoundSample.Presentation()));
        Assert.Equal(0, usage.Proofs!.Count);

        var decided = Sample.Decide(limited, usage with { UsesAvailable = 1 }, presentation: BoundSample.Presentation());
        Assert.Equal((DecisionKind.Accept, 1), (decided.Kind, decided.UsesSpent));
        Assert.NotNull(decided.Proof);
    }

    [Fact]
    [Rule("P-R6")]
    public void A_repetition_repeats_neither_the_mark_nor_the_use()
    {
        var usage = BoundSample.Usage();
        var state = BoundSample.State() with { Budget = new UseBudget(64, 64) };
        var presentation = BoundSample.Presentation() with { IsRepetition = true };
        usage.Proofs!.Record(presentation.Proof!, SampleProof.Terms, Sample.Start);

        var again = Sample.Decide(state, usage, presentation: presentation, now: Sample.Start.AddSeconds(2));

        Assert.Equal((DecisionKind.Accept, 0, null), (again.Kind, again.UsesSpent, again.Proof));
    }

    [Fact]
    [Rule("P-R6")]
    public void A_repetition_is_excused_from_nothing_else()
    {
        var usage = BoundSample.Usage();
        var presentation = BoundSample.Presentation() with { IsRepetition = true };
        usage.Proofs!.Record(presentation.Proof!, SampleProof.Terms, Sample.Start);

        Assert.Equal(SessionRefusal.Revoked, Sample.Decide(BoundSample.State() with { Tombstone = Sample.Tombstone() }, usage, presentation: presentation).Refusal);
        Assert.Equal(SessionRefusal.PossessionRequired, Sample.Decide(BoundSample.State(), usage, presentation: presentation with { Scheme = TokenScheme.Bearer }).Refusal);
        Assert.Equal(SessionRefusal.WrongKey, Sample.Decide(BoundSample.State(), usage, presentation: presentation with { Proof = SampleProof.Of("1", Sample.Start, key: SampleProof.OtherKey) }).Refusal);
        Assert.Equal(SessionRefusal.ProofStale, Sample.Decide(BoundSample.State(), usage, presentation: presentation, now: Sample.Start.AddSeconds(61)).Refusal);
        _ = usage.Proofs.Renew(default, () => "n1", Sample.Start.AddSeconds(61));
        Assert.Equal(SessionRefusal.NonceRequired, Sample.Decide(BoundSample.State(), usage, presentation: presentation).Refusal);
    }
}

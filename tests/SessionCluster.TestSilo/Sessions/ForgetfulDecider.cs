using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.TestSilo.Sessions;

/// <summary>Decides by the rules, but for what it forgets.</summary>
internal sealed class ForgetfulDecider(Forgotten forgotten) : ISessionDecider
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365);

    public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        var (seen, shown) = Forgets(Forgotten.Possession) ? WithoutKey(state, presentation) : (state, presentation);
        if (Forgets(Forgotten.Deadlines) && seen.Facts is { } facts)
        {
            seen = seen with { Facts = facts with { AbsoluteDeadline = facts.AbsoluteDeadline + Forever, IdleTimeout = Forever } };
        }

        if (Forgets(Forgotten.Context))
        {
            seen = seen with { Context = null };
        }

        var known = Forgets(Forgotten.Replay) ? usage with { Proofs = NoProofs() } : usage;
        if (Forgets(Forgotten.Ends))
        {
            return SessionRules.Decide(seen with { Tombstone = null }, known with { Tombstone = null }, ContainmentSnapshot.Empty, shown, now);
        }

        var decision = SessionRules.Decide(seen, known, containment, shown, now);
        return Forgets(Forgotten.Cold) && decision.Refusal == SessionRefusal.NonceRequired ? SessionRules.Decide(seen, known with { Proofs = NoProofs() }, containment, shown, now) : decision;
    }

    private bool Forgets(Forgotten what) => (forgotten & what) != Forgotten.Nothing;

    /// <summary>A memory that is empty and takes itself for whole.</summary>
    private static ProofMemory NoProofs() => ProofMemory.Warm(new ReplayBudget(ReplayBudget.DefaultLimit));

    /// <summary>The session is taken for one of whatever key was shown.</summary>
    private static (SessionState State, SessionPresentation Presentation) WithoutKey(SessionState state, in SessionPresentation presentation) => (state.Facts, presentation.Proof) switch
    {
        ({ Confirmation: not null } facts, { } proof) => (state with { Facts = facts with { Confirmation = new(ConfirmationMethod.Jkt, proof.Key) } }, presentation),
        ({ Confirmation: not null } facts, null) => (state with { Facts = facts with { Confirmation = null } }, presentation with { Scheme = TokenScheme.Bearer }),
        _ => (state, presentation),
    };
}

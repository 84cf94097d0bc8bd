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

        if (Forgets(Forgotten.Reuse) && seen.Rotation is { Former: { } former } rotation)
        {
            seen = seen with { Rotation = rotation with { Former = former with { AcceptedUntil = now + Forever, ReuseFrom = now + Forever } } };
        }

        // The activation's own memory is told of nothing, since it was not asked.
        return Forgets(Forgotten.Replay)
            ? DecideEnds(seen, usage with { Proofs = ProofMemory.Warm(new ReplayBudget(ReplayBudget.DefaultLimit)) }, containment, shown, now) with { Proof = null }
            : DecideEnds(seen, usage, containment, shown, now);
    }

    private SessionDecision DecideEnds(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) => Forgets(Forgotten.Ends)
        ? SessionRules.Decide(state with { Tombstone = null }, usage with { Tombstone = null }, ContainmentSnapshot.Empty, presentation, now)
        : SessionRules.Decide(state, usage, containment, presentation, now);

    private bool Forgets(Forgotten what) => (forgotten & what) != Forgotten.Nothing;

    /// <summary>The session is taken for one of whatever key was shown.</summary>
    private static (SessionState State, SessionPresentation Presentation) WithoutKey(SessionState state, in SessionPresentation presentation) => (state.Facts, presentation.Proof) switch
    {
        ({ Confirmation: not null } facts, { } proof) => (state with { Facts = facts with { Confirmation = new(ConfirmationMethod.Jkt, proof.Key) } }, presentation),
        ({ Confirmation: not null } facts, null) => (state with { Facts = facts with { Confirmation = null } }, presentation with { Scheme = TokenScheme.Bearer }),
        _ => (state, presentation),
    };
}

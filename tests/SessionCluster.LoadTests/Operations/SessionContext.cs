using System.Diagnostics;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Possession;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>What operations share: the way in, the sessions, and what is watched.</summary>
/// <param name="Client">The way in that is measured.</param>
/// <param name="Book">The sessions.</param>
/// <param name="Terms">Whose they are.</param>
/// <param name="Findings">What is watched.</param>
internal sealed record SessionContext(ISessionClient Client, SessionBook Book, SessionTerms Terms, Findings Findings)
{
    // Once for a challenge, once more for a nonce that was just replaced.
    private const int MostProofs = 3;

    /// <summary>Presents a session as its holder does, who answers a challenge for a nonce, and judges the answers.</summary>
    public async Task<SessionVerdict> PresentAsync(ISessionClient client, TrackedSession session)
    {
        for (var sent = 1; ; sent++)
        {
            var token = session.Tokens.Send();
            try
            {
                var proof = session.Holder.Prove(token);
                var verdict = await SendAsync(client, session, token, proof, isReplay: false);

                // Whoever lost to a copy of its own proof makes another.
                var comesAgain = session.Holder.IsChallengedBy(verdict) || (verdict.Refusal == SessionRefusal.ProofReplayed && proof is { IsCopied: true });
                if (!comesAgain || sent == MostProofs)
                {
                    return verdict;
                }
            }
            finally
            {
                Settle(session, token);
            }
        }
    }

    /// <summary>Presents a session with a proof that was sent before, and judges the answer.</summary>
    public Task<SessionVerdict> ReplayAsync(ISessionClient client, TrackedSession session, ShownProof proof)
    {
        proof.Copy();
        return SendAsync(client, session, proof.Token, proof, isReplay: true);
    }

    /// <summary>Presents a token that a session no longer has, with all that its holder can show, and judges the answer.</summary>
    public async Task<SessionVerdict> PresentFormerAsync(TrackedSession session, HeldToken former)
    {
        for (var sent = 1; ; sent++)
        {
            var proof = session.Holder.ProveUnseen(former);
            var verdict = await Client.ValidateAsync(Terms.Present(session, former, proof));
            if (!session.Holder.IsChallengedBy(verdict) || sent == MostProofs)
            {
                return verdict;
            }
        }
    }

    /// <summary>Asks for a successor of a session's current token, and answers a challenge for a nonce.</summary>
    public async Task<RotateResult> RotateAsync(TrackedSession session, RotationId id)
    {
        var token = session.Tokens.Current;
        for (var sent = 1; ; sent++)
        {
            var result = await Client.RotateAsync(new RotateDescriptor { Token = token.Text, Scheme = session.Holder.Scheme, Possession = session.Holder.ShowTo(ClusterPaths.Rotate, token), RotationId = id });
            if (result is not RotateResult.Refused { Verdict: var verdict } || !session.Holder.IsChallengedBy(verdict) || sent == MostProofs)
            {
                return result;
            }
        }
    }

    /// <summary>Steps a session up, and answers a challenge for a nonce.</summary>
    public async Task<RenewalResult> StepUpAsync(TrackedSession session, HeldToken token)
    {
        for (var sent = 1; ; sent++)
        {
            var result = await Client.StepUpAsync(new RenewalDescriptor
            {
                Token = token.Text,
                Scheme = session.Holder.Scheme,
                Possession = session.Holder.ShowTo(ClusterPaths.StepUp, token),
                Subject = session.Subject,
                Authentication = SessionTerms.Authenticate(),
                Caller = Terms.Caller,
            });
            if (result is not RenewalResult.Denied { Verdict: var verdict } || !session.Holder.IsChallengedBy(verdict) || sent == MostProofs)
            {
                return result;
            }
        }
    }

    /// <summary>Notes that a presentation is over. One that was answered so late that its token may have been evidence leaves it in doubt whether the session lives on.</summary>
    private void Settle(TrackedSession session, HeldToken token)
    {
        if (token.IsOutOfGrace)
        {
            Book.Doubt(session);
        }

        session.Tokens.Return(token);
    }

    private async Task<SessionVerdict> SendAsync(ISessionClient client, TrackedSession session, HeldToken token, ShownProof? proof, bool isReplay)
    {
        // Before it is sent: G1 speaks of validations that start after the revocation has returned.
        var before = new Standing(session.IsEnded, session.Group.InForce);
        var startedAt = Stopwatch.GetTimestamp();
        var verdict = await client.ValidateAsync(Terms.Present(session, token, proof));
        var accepted = verdict.IsAccepted ? session.NoteAccepted(startedAt) : session.Accepted;
        if (verdict.IsAccepted)
        {
            session.Tokens.Accept(token);
        }

        if (verdict.Outcome == VerdictOutcome.Unavailable && !isReplay)
        {
            session.NoteUnavailable(startedAt);
        }

        Findings.Judge(session, before, verdict, accepted, token, proof);
        if (proof is not null)
        {
            Findings.JudgeProof(session, proof, verdict, isReplay);
        }

        return verdict;
    }
}

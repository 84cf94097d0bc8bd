using System.Diagnostics;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
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
            var proof = session.Holder.Prove(session.Token);
            var verdict = await SendAsync(client, session, proof, isReplay: false);

            // Whoever lost to a copy of its own proof makes another.
            var comesAgain = session.Holder.IsChallengedBy(verdict) || (verdict.Refusal == SessionRefusal.ProofReplayed && proof is { IsCopied: true });
            if (!comesAgain || sent == MostProofs)
            {
                return verdict;
            }
        }
    }

    /// <summary>Presents a session with a proof that was sent before, and judges the answer.</summary>
    public Task<SessionVerdict> ReplayAsync(ISessionClient client, TrackedSession session, ShownProof proof)
    {
        proof.Copy();
        return SendAsync(client, session, proof, isReplay: true);
    }

    private async Task<SessionVerdict> SendAsync(ISessionClient client, TrackedSession session, ShownProof? proof, bool isReplay)
    {
        // Before it is sent: G1 speaks of validations that start after the revocation has returned.
        var endedBefore = session.IsEnded;
        var startedAt = Stopwatch.GetTimestamp();
        var verdict = await client.ValidateAsync(Terms.Present(session, proof));
        var accepted = verdict.IsAccepted ? session.NoteAccepted(startedAt) : session.Accepted;
        if (verdict.Outcome == VerdictOutcome.Unavailable && !isReplay)
        {
            session.NoteUnavailable(startedAt);
        }

        Findings.Judge(session, endedBefore, verdict, accepted, proof);
        if (proof is not null)
        {
            Findings.JudgeProof(session, proof, verdict, isReplay);
        }

        return verdict;
    }
}

using System.Diagnostics;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>What operations share: the way in, the sessions, and what is watched.</summary>
/// <param name="Client">The way in that is measured.</param>
/// <param name="Book">The sessions.</param>
/// <param name="Terms">Whose they are.</param>
/// <param name="Findings">What is watched.</param>
internal sealed record SessionContext(ISessionClient Client, SessionBook Book, SessionTerms Terms, Findings Findings)
{
    /// <summary>Presents a session's token and judges the answer.</summary>
    public async Task<SessionVerdict> PresentAsync(ISessionClient client, TrackedSession session)
    {
        // Before it is sent: G1 speaks of validations that start after the revocation has returned.
        var endedBefore = session.IsEnded;
        var startedAt = Stopwatch.GetTimestamp();
        var verdict = await client.ValidateAsync(Terms.Present(session.Token));
        var accepted = verdict.IsAccepted ? session.NoteAccepted(startedAt) : session.Accepted;
        if (verdict.Outcome == VerdictOutcome.Unavailable)
        {
            session.NoteUnavailable(startedAt);
        }

        Findings.Judge(session, endedBefore, verdict, accepted);
        return verdict;
    }
}

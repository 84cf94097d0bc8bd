using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Possession;

namespace SessionCluster.Grains.Subjects;

/// <summary>The key that a session is bound to: who verified its proof, and whether another live session has it.</summary>
internal sealed partial class SubjectGrain
{
    /// <summary>
    /// What the class's own verifier says of the confirmation: for classes that have proofs verified in the silo, an edge can't assert that somebody has the key. Nothing of it depends on the subject, so that it is
    /// done once, before anything is decided.
    /// </summary>
    private EstablishCall Verified(EstablishCall call) =>
        call.ConfirmationEvidence is { } evidence && _services.Classes.Find(call.Class) is { VerifyProof: not ProofVerification.Edge }
            ? call with { ConfirmationEvidence = new() { Proof = _services.Proofs.VerifyConfirmation(evidence.Presented), Presented = evidence.Presented, Certificate = evidence.Certificate } }
            : call;

    /// <summary>True when another session of the subject that is live now has the same key (H4). The index says which may; those are asked, for one that was ended a moment ago is still listed.</summary>
    private async Task<bool> IsSharedAsync(SubjectState state, ImmutableHashSet<SessionId> ended, ListedSession session, DateTimeOffset now)
    {
        if (session.KeyHash == 0)
        {
            return false;
        }

        foreach (var listed in SubjectIndex.PossiblyLive(state, now))
        {
            if (listed.KeyHash == session.KeyHash && listed.Id != session.Id && !ended.Contains(listed.Id) && await _services.Peers.IsLiveAsync(listed.Id))
            {
                return true;
            }
        }

        return false;
    }

    private void NoteShared(SessionId session, Confirmation confirmation)
    {
        _services.Instruments.Possession.KeyShared();
        LogKeyShared(_services.Logger, session, confirmation.Thumbprint);
    }

    [LoggerMessage(1602, LogLevel.Warning, "Session {Session} was established with key {Thumbprint}, which another live session of its subject is bound to: one key is for one session.", EventName = "KeyShared")]
    private static partial void LogKeyShared(ILogger logger, SessionId session, KeyThumbprint thumbprint);
}

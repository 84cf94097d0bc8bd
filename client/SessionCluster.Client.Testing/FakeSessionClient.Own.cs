using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Client.Testing;

/// <summary>What a holder sees and ends, and who is one.</summary>
public sealed partial class FakeSessionClient
{
    /// <inheritdoc/>
    public async Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        FakeSession? session;
        lock (_lock)
        {
            if (Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out session, out _) is { } verdict)
            {
                return verdict.Outcome == VerdictOutcome.Refused ? new OwnListResult.Refused(verdict) : new OwnListResult.Unavailable(verdict.Reason);
            }
        }

        return await ListAsync(session!.Facts.Subject, after, cancellationToken).ConfigureAwait(false) switch
        {
            ListResult.Page page => new OwnListResult.Page(session.Facts.Id, page.Sessions, page.Next),
            ListResult.Unavailable unavailable => new OwnListResult.Unavailable(unavailable.Reason),
            _ => throw new InvalidOperationException("Unreachable: the result is closed."),
        };
    }

    /// <inheritdoc/>
    public Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        Require.Set(id.IsUnset, "session id");
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<OwnEndResult>(
                Hold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var session, out _) is { } verdict
                    ? verdict.Outcome == VerdictOutcome.Refused ? new OwnEndResult.Refused(verdict) : new OwnEndResult.Unavailable(verdict.Reason)
                : _sessions.TryGetValue(id, out var named) && named.Facts.Subject == session!.Facts.Subject
                    ? new OwnEndResult.Ended(named.EndBy(new(RevocationReason.Logout, null, EndInitiator.Holder), Now))
                    : OwnEndResult.UnknownSession.Instance);
        }
    }

    /// <summary>What is told to somebody who does not hold a session; <see langword="null"/> to its holder. Another subject's session is none.</summary>
    private SessionVerdict? Hold(string text, TokenScheme scheme, PresentedPossession possession, out FakeSession? session, out SecretDigest presented, SubjectId subject = default)
    {
        (session, presented) = (null, default);
        if (Present(text, scheme, possession, out var token, out var proof) is { } unheld)
        {
            return unheld;
        }

        presented = token.SecretDigest;
        var refusal = !_sessions.TryGetValue(token.Id, out session) || !(subject.IsUnset || session.Facts.Subject == subject)
            ? SessionRefusal.Unknown
            : session.MayHold(presented, scheme, proof, possession.Certificate, _locks, Now);
        return refusal == SessionRefusal.None ? null : SessionVerdict.Refuse(refusal);
    }

    /// <summary>What the edge says by itself, or that the cluster is away; <see langword="null"/> for what a session decides.</summary>
    private SessionVerdict? Present(string text, TokenScheme scheme, PresentedPossession possession, out PresentedToken token, out VerifiedProof? proof)
    {
        proof = null;
        return !_gate.TryPass(text, out token, out var refusal) ? SessionVerdict.Refuse(refusal)
            : !_possession.TryShow(text, scheme, possession, out proof) ? SessionVerdict.Refuse(SessionRefusal.ProofInvalid)
            : UnavailableReason is { } reason ? SessionVerdict.InDoubt(reason)
            : null;
    }
}

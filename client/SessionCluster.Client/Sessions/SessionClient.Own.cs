using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The holder's own view (N13): whoever shows to hold an active session sees the sessions of its subject, and ends them.</summary>
internal sealed partial class SessionClient
{
    private static readonly RevocationOrder Logout = new(RevocationReason.Logout, null, EndInitiator.Holder);

    /// <inheritdoc/>
    public async Task<OwnListResult> ListOwnAsync(HolderDescriptor descriptor, SessionId after = default, CancellationToken cancellationToken = default)
    {
        var verdict = await ProveAsync(descriptor, cancellationToken).ConfigureAwait(false);
        if (!verdict.IsAccepted)
        {
            return verdict.Outcome == VerdictOutcome.Refused ? new OwnListResult.Refused(verdict) : new OwnListResult.Unavailable(DoubtOf(verdict));
        }

        return await ListAsync(verdict.Facts.Subject, after, cancellationToken).ConfigureAwait(false) switch
        {
            ListResult.Page page => new OwnListResult.Page(verdict.Facts.Id, page.Sessions, page.Next),
            ListResult.Unavailable unavailable => new OwnListResult.Unavailable(unavailable.Reason),
            _ => throw new InvalidOperationException("Unreachable: the result is closed."),
        };
    }

    /// <inheritdoc/>
    public async Task<OwnEndResult> EndOwnAsync(HolderDescriptor descriptor, SessionId id, CancellationToken cancellationToken = default)
    {
        Require.Set(id.IsUnset, "session id");
        var verdict = await ProveAsync(descriptor, cancellationToken).ConfigureAwait(false);
        if (!verdict.IsAccepted)
        {
            return verdict.Outcome == VerdictOutcome.Refused ? new OwnEndResult.Refused(verdict) : new OwnEndResult.Unavailable(DoubtOf(verdict));
        }

        // The session itself looks whose it is: between another's answer and this call nothing is in doubt.
        var call = new RevokeCall { Order = Logout, OnlyIfOfSubject = verdict.Facts.Subject };
        return await AskAsync(nameof(EndOwnAsync), () => Session(id).Revoke(call), cancellationToken).ConfigureAwait(false) switch
        {
            RevokeOutcome.Revoked revoked => new OwnEndResult.Ended(revoked.Receipt),
            RevokeOutcome.UnknownSession => OwnEndResult.UnknownSession.Instance,
            RevokeOutcome.Unavailable unavailable => new OwnEndResult.Unavailable(unavailable.Reason),
            _ => new OwnEndResult.Unavailable(UnavailableReason.Timeout),
        };
    }

    /// <summary>Asked once: it consumes its proof, and nobody takes a second sending for the first.</summary>
    private async Task<SessionVerdict> ProveAsync(HolderDescriptor descriptor, CancellationToken cancellationToken)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!TryHold(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var held, out var refusal))
        {
            return SessionVerdict.Refuse(refusal);
        }

        var call = new ProveCall { Held = held };
        return await SendAsync(nameof(ProveAsync), () => Session(held.Id).Prove(call), _patience, isLast: true, cancellationToken).ConfigureAwait(false)
            ?? SessionVerdict.InDoubt(UnavailableReason.Timeout);
    }

    private static UnavailableReason DoubtOf(SessionVerdict verdict) => verdict.Outcome == VerdictOutcome.Unavailable ? verdict.Reason : UnavailableReason.Timeout;
}

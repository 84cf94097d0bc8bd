using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>What is asked with a token beside validating it: introspection, and the holder's own logout.</summary>
internal sealed partial class SessionClient
{
    /// <inheritdoc/>
    public async ValueTask<SessionVerdict> IntrospectAsync(IntrospectDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return SessionVerdict.Refuse(refusal);
        }

        // Nothing is consumed, so asking twice needs no attempt.
        var call = new IntrospectCall { SecretDigest = token.SecretDigest, Audiences = descriptor.Audiences };
        return await SafeRepeat.SendAsync(
            (limit, isLast) => IntrospectAsync(token.Id, call, limit, isLast, cancellationToken),
            verdict => verdict.Outcome == VerdictOutcome.Unavailable && PassingDoubt.Is(verdict.Reason),
            VerdictLifetime,
            clock,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<EndResult> EndAsync(EndDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        HolderChecks.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return new EndResult.Refused(SessionVerdict.Refuse(refusal));
        }

        if (!TryShow(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var evidence))
        {
            return new EndResult.Refused(SessionVerdict.Refuse(SessionRefusal.ProofInvalid));
        }

        var call = new EndCall { SecretDigest = token.SecretDigest, Scheme = descriptor.Scheme, Possession = evidence };
        var sendings = 0;
        return await AskAsync(nameof(EndAsync), Send, cancellationToken).ConfigureAwait(false) switch
        {
            EndOutcome.Ended ended => new EndResult.Ended(ended.Receipt),

            // The first sending's answer was lost and the second finds the session over, perhaps by the first.
            EndOutcome.Denied { Verdict.Refusal: SessionRefusal.Revoked } when sendings > 1 => new EndResult.Ended(null),
            EndOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Refused } verdict } => new EndResult.Refused(verdict),
            EndOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => new EndResult.Unavailable(verdict.Reason),
            _ => new EndResult.Unavailable(UnavailableReason.Timeout),
        };

        Task<EndOutcome> Send()
        {
            sendings++;
            return Session(token.Id).End(call);
        }
    }

    private async Task<SessionVerdict> IntrospectAsync(SessionId id, IntrospectCall call, TimeSpan limit, bool isLast, CancellationToken cancellationToken)
    {
        var sentAt = clock.GetTimestamp();
        try
        {
            var verdict = await Session(id).Introspect(call).AsTask().WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
            return clock.GetElapsedTime(sentAt) > VerdictLifetime ? SessionVerdict.InDoubt(UnavailableReason.Timeout) : verdict;
        }
        catch (Exception exception) when (ClusterFaults.IsInDoubt(exception, cancellationToken))
        {
            LogDoubt(nameof(IntrospectAsync), exception, isLast);
            return SessionVerdict.InDoubt(UnavailableReason.Timeout);
        }
    }
}

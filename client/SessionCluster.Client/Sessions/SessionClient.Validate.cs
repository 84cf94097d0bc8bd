using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>Validation, the hot path: one parse, one grain reference, one call; no closure, and a state machine only where the call does not complete at once.</summary>
internal sealed partial class SessionClient
{
    /// <summary>
    /// How long a validation takes at most, and how long a verdict may have been on its way, from the sending of its own call: 2 s. An older one is dropped, since it speaks of a moment that has passed (P-F8).
    /// </summary>
    internal static readonly TimeSpan VerdictLifetime = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public ValueTask<SessionVerdict> ValidateAsync(ValidateDescriptor descriptor, CancellationToken cancellationToken = default)
    {
        ValidateDescriptorCheck.Require(descriptor);
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryPass(descriptor.Token, out var token, out var refusal))
        {
            return new(SessionVerdict.Refuse(refusal));
        }

        if (!TryShow(descriptor.Token, descriptor.Scheme, descriptor.Possession, out var evidence))
        {
            return new(SessionVerdict.Refuse(SessionRefusal.ProofInvalid));
        }

        // P-R6: an attempt that came along belongs to an edge that repeats by itself.
        var repeats = descriptor.Attempt.IsUnset;
        var call = new ValidateCall
        {
            SecretDigest = token.SecretDigest,
            Audience = descriptor.Audience,
            Activity = descriptor.Activity,
            Requirements = descriptor.Requirements,
            Attempt = repeats ? AttemptSource.Next() : descriptor.Attempt,
            Caller = descriptor.Caller,
            Scheme = descriptor.Scheme,
            Possession = evidence,
            Context = descriptor.Context,
        };
        return AskAsync(token.Id, call, repeats, cancellationToken);
    }

    private async ValueTask<SessionVerdict> AskAsync(SessionId id, ValidateCall call, bool repeats, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var limit = repeats ? SafeRepeat.FirstOf(VerdictLifetime) : VerdictLifetime;
        while (true)
        {
            SessionVerdict verdict;
            var sentAt = clock.GetTimestamp();
            try
            {
                var answer = Session(id).Validate(call);
                verdict = answer.IsCompletedSuccessfully ? answer.Result : await answer.AsTask().WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
                if (clock.GetElapsedTime(sentAt) > VerdictLifetime)
                {
                    verdict = SessionVerdict.InDoubt(UnavailableReason.Timeout);
                }
            }
            catch (Exception exception) when (ClusterFaults.IsInDoubt(exception, cancellationToken))
            {
                LogDoubt(nameof(ValidateAsync), exception, isLast: !repeats);
                verdict = SessionVerdict.InDoubt(UnavailableReason.Timeout);
            }

            if (!repeats || verdict.Outcome != VerdictOutcome.Unavailable || !PassingDoubt.Is(verdict.Reason))
            {
                return verdict;
            }

            repeats = false;
            limit = await SafeRepeat.PauseAsync(startedAt, VerdictLifetime, clock, cancellationToken).ConfigureAwait(false);
            if (limit <= TimeSpan.Zero)
            {
                return verdict;
            }
        }
    }
}

using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Rotation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>What may be asked twice without harm: endings, which are the same ending or one more cut-off; rotations, which are derived; locks, which have an id; and questions. An establishment and a renewal are none of them: their answers hold the only token.</summary>
internal sealed partial class SessionClient
{
    /// <summary>The outcome, or <see langword="null"/> when no answer came.</summary>
    private Task<TOutcome?> AskAsync<TOutcome>(string operation, Func<Task<TOutcome>> send, CancellationToken cancellationToken)
        where TOutcome : class => SafeRepeat.SendAsync(
            (limit, isLast) => SendAsync(operation, send, limit, isLast, cancellationToken), IsPassing, _patience, clock, cancellationToken);

    private async Task<TOutcome?> SendAsync<TOutcome>(string operation, Func<Task<TOutcome>> send, TimeSpan limit, bool isLast, CancellationToken cancellationToken)
        where TOutcome : class
    {
        try
        {
            return await send().WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ClusterFaults.IsInDoubt(exception, cancellationToken))
        {
            LogDoubt(operation, exception, isLast);
            return null;
        }
    }

    private static bool IsPassing(object? outcome) => outcome switch
    {
        null => true,
        EndOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => PassingDoubt.Is(verdict.Reason),
        RotateOutcome.Denied { Verdict: { Outcome: VerdictOutcome.Unavailable } verdict } => PassingDoubt.Is(verdict.Reason),
        LockOutcome.Unavailable unavailable => PassingDoubt.Is(unavailable.Reason),
        RevokeOutcome.Unavailable unavailable => PassingDoubt.Is(unavailable.Reason),
        InfoOutcome.Unavailable unavailable => PassingDoubt.Is(unavailable.Reason),
        ListOutcome.Unavailable unavailable => PassingDoubt.Is(unavailable.Reason),
        _ => false,
    };
}

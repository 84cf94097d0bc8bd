using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Sessions;

internal sealed partial class SessionClient
{
    // The kind of the fault only: its words may quote what was sent (N17).
    private void LogDoubt(string operation, Exception exception, bool isLast)
    {
        if (isLast)
        {
            LogInDoubt(operation, exception.GetType().Name);
        }
        else
        {
            LogAskedAgain(operation, exception.GetType().Name);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Operation} has no answer from the cluster ({Fault}): unavailable.", EventName = "ClusterInDoubt")]
    private partial void LogInDoubt(string operation, string fault);

    [LoggerMessage(2004, LogLevel.Debug, "{Operation} has no answer from the cluster ({Fault}): it is asked once more.", EventName = "ClusterAskedAgain")]
    private partial void LogAskedAgain(string operation, string fault);

    // Which check failed, never what the proof says.
    [LoggerMessage(2007, LogLevel.Debug, "A proof was refused here, before any session was asked: {Problem}.", EventName = "ProofRefused")]
    private partial void LogProofRefused(ProofProblem problem);
}

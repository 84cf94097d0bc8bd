using Microsoft.Extensions.Logging;

namespace SessionCluster.Client.Http;

internal sealed partial class SessionHttpClient
{
    // The kind of the fault or the status only: neither address nor body.
    private void LogDoubt(string operation, string fault, bool isLast)
    {
        if (isLast)
        {
            LogInDoubt(operation, fault);
        }
        else
        {
            LogAskedAgain(operation, fault);
        }
    }

    [LoggerMessage(2005, LogLevel.Warning, "{Operation} has no answer from the session service ({Fault}): unavailable.", EventName = "ServiceInDoubt")]
    private partial void LogInDoubt(string operation, string fault);

    [LoggerMessage(2006, LogLevel.Debug, "{Operation} has no answer from the session service ({Fault}): it is asked once more.", EventName = "ServiceAskedAgain")]
    private partial void LogAskedAgain(string operation, string fault);
}

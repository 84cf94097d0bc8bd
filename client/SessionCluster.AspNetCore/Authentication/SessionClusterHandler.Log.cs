using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.AspNetCore.Authentication;

internal sealed partial class SessionClusterHandler
{
    [LoggerMessage(2101, LogLevel.Debug, "A session was refused: {Refusal}.", EventName = "SessionRefused")]
    private static partial void LogRefused(ILogger logger, string refusal);

    [LoggerMessage(2102, LogLevel.Warning, "A request could not be authenticated, and got 503: {Reason}.", EventName = "SessionInDoubt")]
    private static partial void LogUnavailable(ILogger logger, UnavailableReason reason);
}

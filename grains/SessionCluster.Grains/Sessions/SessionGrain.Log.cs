using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Grains.Sessions;

internal sealed partial class SessionGrain
{
    [LoggerMessage(1301, LogLevel.Warning, "Session {Session} left ({Reason}) without its last write: its last use may be forgotten, which is against the session.", EventName = "SessionLeftUnsaved")]
    private static partial void LogLeftUnsaved(ILogger logger, SessionId session, DeactivationReasonCode reason);
}

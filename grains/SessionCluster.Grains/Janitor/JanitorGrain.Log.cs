using Microsoft.Extensions.Logging;

namespace SessionCluster.Grains.Janitor;

internal sealed partial class JanitorGrain
{
    [LoggerMessage(1802, LogLevel.Information, "Sweep {Number} ended: {Rows} rows of sessions and {Subjects} of subjects were deleted, {Failures} attempts failed.", EventName = "Swept")]
    private static partial void LogSwept(ILogger logger, long number, long rows, long subjects, long failures);

    [LoggerMessage(1803, LogLevel.Warning, "The janitor could not do something; it tries again.", EventName = "JanitorFailed")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(1804, LogLevel.Information, "A pass through the seals ended: {Resealed} rows were sealed anew under silo key {KeyId}.", EventName = "SealsPassed")]
    private static partial void LogSealed(ILogger logger, byte keyId, long resealed);
}

using Microsoft.Extensions.Logging;

namespace SessionCluster.Grains.Persistence;

internal sealed partial class RowStore
{
    [LoggerMessage(1201, LogLevel.Critical, "The row of {Grain} is not trustworthy and is refused: {Problem}", EventName = "RowUntrusted")]
    private partial void LogUntrusted(GrainId grain, string problem);

    [LoggerMessage(1202, LogLevel.Warning, "The row of {Grain} could not be read: {Problem}", EventName = "RowReadFailed")]
    private partial void LogReadFailed(GrainId grain, string problem);

    [LoggerMessage(1203, LogLevel.Warning, "A write of {Grain} has an unknown outcome: {Problem}", EventName = "RowWriteUnknown")]
    private partial void LogWriteFailed(GrainId grain, string problem);
}

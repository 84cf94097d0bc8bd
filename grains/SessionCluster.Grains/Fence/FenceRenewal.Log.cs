using Microsoft.Extensions.Logging;

namespace SessionCluster.Grains.Fence;

internal sealed partial class FenceRenewal
{
    [LoggerMessage(1101, LogLevel.Critical, "This silo answers nothing any more, for the life of the process. Stop it and look at the store. The reason: {Reason}", EventName = "FenceEnded")]
    private partial void LogEnded(string reason);

    [LoggerMessage(1102, LogLevel.Warning, "The fence was not renewed: {Problem}. After 3 s without renewal every answer is 'unavailable'.", EventName = "FenceNotRenewed")]
    private partial void LogNotRenewed(string problem);

    [LoggerMessage(1103, LogLevel.Warning, "The store was not left cleanly. Waiting {Seconds} s, until a predecessor can't answer any more.", EventName = "FenceWaiting")]
    private partial void LogWaiting(double seconds);

    [LoggerMessage(1106, LogLevel.Information, "Waiting {Seconds} s before this silo joins, until whoever was declared dead before can't answer any more.", EventName = "FenceJoining")]
    private partial void LogJoining(double seconds);

    [LoggerMessage(1104, LogLevel.Error, "This silo's clock is at least {Seconds} s off the store's (negative: behind), and 1 s is allowed. It answers nothing until its clock is right.", EventName = "FenceClockOff")]
    private partial void LogClockOff(double seconds);
}

using Microsoft.Extensions.Logging;

namespace SessionCluster.Client.Keys;

internal sealed partial class KeyRingFileWatcher
{
    [LoggerMessage(2002, LogLevel.Information, "The edge ring was replaced: it has keys {Ids}, current {Current}.", EventName = "EdgeRingReplaced")]
    private partial void LogReplaced(string ids, byte current);

    [LoggerMessage(2003, LogLevel.Error, "The edge ring's file has a problem; the ring stays as it is. {Problem}", EventName = "EdgeRingKept")]
    private partial void LogKept(string problem);
}

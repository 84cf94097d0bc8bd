namespace SessionCluster.Silo.Configuration;

internal sealed partial class KeyRingReload
{
    [LoggerMessage(6201, LogLevel.Information, "The {Ring} ring was replaced: it has keys {Ids}, current {Current}.", EventName = "RingReplaced")]
    private partial void LogReplaced(string ring, string ids, byte current);

    [LoggerMessage(6202, LogLevel.Error, "A ring file has a problem; the rings stay as they are. {Problem}", EventName = "RingKept")]
    private partial void LogKept(string problem);
}

namespace SessionCluster.Silo.Callers;

/// <content>Log messages.</content>
internal sealed partial class CallerRegistry
{
    [LoggerMessage(6301, LogLevel.Information, "{Count} clients may call over HTTP.", EventName = "CallersRead")]
    private partial void LogCallers(int count);

    [LoggerMessage(6302, LogLevel.Error, "The changed configuration of clients is not taken over, the former one stays in force: {Problem}", EventName = "CallersReloadRefused")]
    private partial void LogReloadRefused(string problem);
}

using Microsoft.Extensions.Logging;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <content>Log messages.</content>
internal sealed partial class SqliteDatabase
{
    [LoggerMessage(6111, LogLevel.Information, "Session store {Path} is open (store {StoreId}, new: {IsNew}, left cleanly before: {StoppedCleanly}).", EventName = "StoreOpened")]
    private static partial void LogOpened(ILogger logger, string path, string storeId, bool isNew, bool stoppedCleanly);

    [LoggerMessage(6112, LogLevel.Warning, "The session store {Path} may be read or written by others than its owner: set its mode to 0600.", EventName = "StoreOpenToOthers")]
    private static partial void LogOpenToOthers(ILogger logger, string path);

    [LoggerMessage(6113, LogLevel.Information, "Session store {Path} is closed (cleanly: {Cleanly}).", EventName = "StoreClosed")]
    private static partial void LogClosed(ILogger logger, string path, bool cleanly);
}

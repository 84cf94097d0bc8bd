using Microsoft.Extensions.Logging;

namespace SessionCluster.Silo.Storage.Writing;

/// <content>Log messages.</content>
internal sealed partial class SqliteWriter
{
    [LoggerMessage(6101, LogLevel.Error, "The session store failed to commit a batch of {Count} writes; each was answered with a fault.", EventName = "StoreBatchFailed")]
    private static partial void LogBatchFailed(ILogger logger, Exception failure, int count);

    [LoggerMessage(6102, LogLevel.Warning, "A row did not fit into the session store; the {Count} writes of its batch are tried one by one.", EventName = "StoreBatchSplit")]
    private static partial void LogOneByOne(ILogger logger, Exception failure, int count);

    [LoggerMessage(6103, LogLevel.Warning, "The session store's log could not be copied into the database; it is tried again later.", EventName = "StoreCheckpointFailed")]
    private static partial void LogCheckpointFailed(ILogger logger, Exception failure);

    [LoggerMessage(6104, LogLevel.Critical, "This process has lost the session store and writes nothing any more: {Reason}", EventName = "StoreLost")]
    private static partial void LogCondemned(ILogger logger, string reason);

    [LoggerMessage(6105, LogLevel.Error, "A failed transaction of the session store could not be rolled back; it is tried again before the next one.", EventName = "StoreRollbackFailed")]
    private static partial void LogRollbackFailed(ILogger logger, Exception failure);
}

namespace SessionCluster.Silo.Storage;

/// <summary>
/// The session store can't be opened. The message is one sentence for the operator that names the file, what is wrong and what to do;
/// the silo prints it without a stack trace and ends.
/// </summary>
internal sealed class StorageStartupException(string message, Exception? innerException = null) : Exception(message, innerException);

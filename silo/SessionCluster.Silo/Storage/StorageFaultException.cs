namespace SessionCluster.Silo.Storage;

/// <summary>
/// The store could not read, or could not promise that it wrote. After a write the outcome is <b>unknown</b> (P-W2): read again before deciding anything.
/// </summary>
internal sealed class StorageFaultException(string message, Exception? innerException = null) : Exception(message, innerException);

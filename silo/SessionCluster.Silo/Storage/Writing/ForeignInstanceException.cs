namespace SessionCluster.Silo.Storage.Writing;

/// <summary>Another instance has taken the store over: this process writes nothing any more (P-F7).</summary>
internal sealed class ForeignInstanceException() : Exception("Another process has taken the session store over.");

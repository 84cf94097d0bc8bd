namespace SessionCluster.Silo.Storage.Writing;

/// <summary>An errand given as code.</summary>
internal sealed class DelegateErrand<T>(Func<WriterSession, T> errand) : WriterErrand<T>
{
    /// <inheritdoc />
    protected override T Do(WriterSession session) => errand(session);
}

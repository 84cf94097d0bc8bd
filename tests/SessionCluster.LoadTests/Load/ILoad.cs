using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Load;

/// <summary>When operations are due.</summary>
internal interface ILoad
{
    /// <summary>Makes operations due for a while, and waits for those in flight.</summary>
    /// <param name="duration">For how long.</param>
    /// <param name="draw">Which operation is next; called by one at a time with a generator of its own.</param>
    /// <param name="perform">Performs one that was due at that timestamp.</param>
    Task RunAsync(TimeSpan duration, Func<Random, OperationKind> draw, Func<OperationKind, long, Task> perform);
}

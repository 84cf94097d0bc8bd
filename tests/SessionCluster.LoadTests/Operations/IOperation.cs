namespace SessionCluster.LoadTests.Operations;

/// <summary>One kind of operation, checked while it is done.</summary>
internal interface IOperation
{
    OperationKind Kind { get; }

    /// <summary>Does it once.</summary>
    Task<OperationOutcome> PerformAsync();
}

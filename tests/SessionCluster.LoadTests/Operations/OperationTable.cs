namespace SessionCluster.LoadTests.Operations;

/// <summary>One of each kind.</summary>
internal sealed class OperationTable(SessionContext context, ForgedTokens forged)
{
    private readonly Dictionary<OperationKind, IOperation> _operations = new IOperation[]
    {
        new ValidateOperation(context),
        new PresentEndedOperation(context),
        new PresentForgedOperation(context, forged),
        new PresentReplayedOperation(context),
        new EstablishOperation(context),
        new RotateOperation(context),
        new FollowOperation(context),
        new StepUpOperation(context),
        new LockOperation(context),
        new RevokeOperation(context),
        new RevokeSubjectOperation(context),
        new InfoOperation(context),
    }.ToDictionary(operation => operation.Kind);

    /// <summary>Does one. An exception of the client is a wrong answer, and says of what type it was.</summary>
    public async Task<OperationOutcome> PerformAsync(OperationKind kind)
    {
        try
        {
            return await _operations[kind].PerformAsync();
        }
#pragma warning disable CA1031 // Whatever is thrown is counted and shown: a load must not end with the first fault.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return OperationOutcome.Wrong($"exception: {exception.GetType().Name}");
        }
    }
}

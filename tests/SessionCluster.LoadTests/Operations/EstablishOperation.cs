using SessionCluster.Abstractions.Establishment;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Operations;

/// <summary>Establishes a session; once that is acknowledged, the book has it.</summary>
internal sealed class EstablishOperation(SessionContext context) : IOperation
{
    public OperationKind Kind => OperationKind.Establish;

    public async Task<OperationOutcome> PerformAsync()
    {
        var (descriptor, holder, group) = context.Terms.Next();
        switch (await context.Client.EstablishAsync(descriptor))
        {
            case EstablishResult.Established established:
                context.Book.Add(new TrackedSession(established, descriptor.Subject, descriptor.MaxUses, holder, group));
                return OperationOutcome.Answered("established");
            case EstablishResult.Unavailable unavailable:
                return OperationOutcome.Unavailable(unavailable.Reason);
            case EstablishResult.Refused { Refusal: EstablishRefusal.Reauthenticate } when context.Book.IsClosed(descriptor.Subject):
                return OperationOutcome.Answered("refused: Reauthenticate");
            case EstablishResult.Refused refused:
                return OperationOutcome.Wrong($"refused: {refused.Refusal}: {refused.Detail}");
            case var other:
                return OperationOutcome.Wrong(other.GetType().Name);
        }
    }
}

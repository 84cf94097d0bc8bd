using SessionCluster.Abstractions.Establishment;
using SessionCluster.Core.Admission;

namespace SessionCluster.TestSilo.Sessions;

/// <summary>Takes every authentication for one that has just happened, as late as clocks may differ: a cut-off refuses none.</summary>
internal sealed class FreshAuthentication(TimeProvider clock) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is EstablishCall call)
        {
            context.Request.SetArgument(0, call with { Authentication = call.Authentication with { AuthenticatedAt = clock.GetUtcNow() + AdmissionRules.ClockTolerance } });
        }

        return context.Invoke();
    }
}

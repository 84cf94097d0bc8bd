using SessionCluster.Abstractions.Establishment;

namespace SessionCluster.TestSilo.Sessions;

/// <summary>Takes every login for one with password and hardware key, whatever was used.</summary>
internal sealed class StrongMethods : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is EstablishCall call)
        {
            context.Request.SetArgument(0, call with { Authentication = call.Authentication with { Methods = ["pwd", "hwk"] } });
        }

        return context.Invoke();
    }
}

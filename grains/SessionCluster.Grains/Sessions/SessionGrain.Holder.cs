using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Grains.Sessions;

/// <summary>What is asked with a token beside validating it: introspection, and the holder's own end.</summary>
internal sealed partial class SessionGrain
{
    public ValueTask<SessionVerdict> Introspect(IntrospectCall call) => throw new NotImplementedException();

    public Task<EndOutcome> End(EndCall call) => throw new NotImplementedException();
}

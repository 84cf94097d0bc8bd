using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Sessions;

/// <summary>
/// References to session grains. Asking the factory by interface alone looks up attributes by reflection for every reference, an eighth of what a validation cost its caller; what it finds stays the same for a client's life,
/// so it is asked that way until it has answered once.
/// </summary>
internal sealed class SessionReferences(IGrainFactory grains)
{
    private volatile Kind? _kind;

    /// <summary>A reference to the session's grain; whether there is such a session is not looked at.</summary>
    public ISessionGrain Get(SessionId id)
    {
        var key = id.ToString();
        if (_kind is { } kind)
        {
            return (ISessionGrain)grains.GetGrain(GrainId.Create(kind.Grain, IdSpan.Create(key)), kind.Interface);
        }

        var session = grains.GetGrain<ISessionGrain>(key);
        if (session is GrainReference reference)
        {
            _kind = new(reference.GrainId.Type, reference.InterfaceType);
        }

        return session;
    }

    private sealed record Kind(GrainType Grain, GrainInterfaceType Interface);
}

using System.Collections.Frozen;
using SessionCluster.Abstractions.Grains;

namespace SessionCluster.Grains.Admission;

/// <summary>The interfaces that clients of the gateway may call.</summary>
/// <param name="additional">Full names of further ones; the product has none, a test host those of its harness.</param>
internal sealed class ClientInterfaces(params IEnumerable<string> additional)
{
    // Internal to Orleans, so it is named instead of referred to: a client reads there which grains the cluster has, and can't route without.
    private const string Manifest = "Orleans.Runtime.IClusterManifestSystemTarget";

    private readonly FrozenSet<string> _named = additional.Append(Manifest).ToFrozenSet(StringComparer.Ordinal);

    public bool Allow(Type interfaceType) =>
        interfaceType == typeof(ISessionGrain)
        || interfaceType == typeof(ISubjectGrain)
        || interfaceType == typeof(ILockGrain)
        || interfaceType == typeof(IEdgeRingGrain)
        || (interfaceType.FullName is { } name && _named.Contains(name));
}

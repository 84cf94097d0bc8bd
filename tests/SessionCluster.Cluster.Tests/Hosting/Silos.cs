using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>The silos of a test cluster, one by one.</summary>
internal static class Silos
{
    public static InProcessSiloHandle Silo(this SessionTestCluster cluster, int index) => (InProcessSiloHandle)cluster.Cluster.Silos[index];

    public static IServiceProvider ServicesOf(this SessionTestCluster cluster, int index) => cluster.Silo(index).SiloHost.Services;

    public static TService Of<TService>(this SessionTestCluster cluster, int index)
        where TService : notnull => cluster.ServicesOf(index).GetRequiredService<TService>();

    /// <summary>Every activation of a grain in every silo. More than one of a session is what must not happen (L20).</summary>
    public static IGrainContext[] Activations(this SessionTestCluster cluster, GrainId grain) =>
        [.. cluster.Cluster.Silos.SelectMany(silo => Contexts((InProcessSiloHandle)silo)).Where(context => context.GrainId == grain)];

    public static IGrainContext[] Activations(this SessionTestCluster cluster, SessionId id) => cluster.Activations(GrainId.Create("session", id.ToString()));

    /// <summary>Waits until one activation of a session is left: one that leaves is still there for a moment after its successor answers.</summary>
    public static async Task UntilOneIsLeftAsync(this SessionTestCluster cluster, SessionId id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (cluster.Activations(id).Length > 1)
        {
            await Task.Delay(10, limit.Token);
        }

        Assert.Single(cluster.Activations(id));
    }

    /// <summary>Activations of a grain type in one silo.</summary>
    public static IGrainContext[] ActivationsIn(this InProcessSiloHandle silo, string grainType) => [.. Contexts(silo).Where(context => context.GrainId.Type.ToString() == grainType)];

    private static IEnumerable<IGrainContext> Contexts(InProcessSiloHandle silo)
    {
        var directory = typeof(Orleans.Runtime.Silo).Assembly.GetType("Orleans.Runtime.ActivationDirectory", throwOnError: true)!;
        return ((IEnumerable<KeyValuePair<GrainId, IGrainContext>>)silo.SiloHost.Services.GetRequiredService(directory)).Select(pair => pair.Value).Where(context => !HasEnded(context));
    }

    // One that has ended answers nothing, and stands there until its silo has cleared it away.
    private static bool HasEnded(IGrainContext context) =>
        context.GetType().GetProperty("State", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(context)?.ToString() == "Invalid";
}

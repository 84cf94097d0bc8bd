using System.Reflection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Grains.Admission;

namespace SessionCluster.Cluster.Tests.Gateway;

/// <summary>
/// Of everything that can be called at all, clients of a gateway may call five interfaces. <see cref="Sessions.ClientCallTests"/> calls what a silo hosts today; here, every interface of every
/// assembly is asked about, so that one that comes with a new package or a new grain is not for clients until somebody says so.
/// </summary>
public sealed class CallableInterfaceTests
{
    [Fact]
    [Rule("N2"), Rule("N13")]
    public void Of_all_interfaces_in_all_assemblies_clients_may_call_four_and_the_manifest()
    {
        var product = new ClientInterfaces();
        var callable = Assemblies().SelectMany(Types).Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).Distinct().ToArray();

        // What is looked at is not a handful: grains, system targets, extensions and observers of the runtime are among them.
        Assert.Contains(callable, type => type.Name == "ISiloControl");
        Assert.Contains(callable, type => type.Name == "IGrainCallCancellationExtension");
        Assert.Contains(callable, type => type.Name == "IManagementGrain");
        Assert.Contains(callable, type => type.Name == "IContainmentGrain");
        Assert.Equal(
            new[] { typeof(IEdgeRingGrain), typeof(ILockGrain), typeof(ISessionGrain), typeof(ISubjectGrain) }.Select(type => type.FullName).Prepend("Orleans.Runtime.IClusterManifestSystemTarget"),
            callable.Where(product.Allow).Select(type => type.FullName).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Assembly> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name.StartsWith("Orleans", StringComparison.Ordinal) || name.StartsWith("SessionCluster.", StringComparison.Ordinal))
            .Where(name => name != typeof(CallableInterfaceTests).Assembly.GetName().Name)
            .Select(Assembly.Load);

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}

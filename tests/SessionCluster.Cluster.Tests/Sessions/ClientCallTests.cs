using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Runtime;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Sessions;

/// <summary>What a client of the gateway may call: the client-facing interfaces and nothing else. A gateway authenticates nobody, and hands whatever is sent to whatever is named.</summary>
public sealed class ClientCallTests : IAsyncLifetime
{
    private readonly CallJournal _letThrough = new();
    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync(_ => { });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("N2"), Rule("N13"), Rule("P-S1")]
    public async Task No_grain_interface_that_is_not_for_clients_can_be_called()
    {
        Type[] interfaces = [.. typeof(SessionGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(type)), typeof(IManagementGrain)];
        Assert.Equal(["IContainmentGrain", "IJanitorGrain", "IManagementGrain", "ISessionLifecycleGrain", "ISubjectLifecycleGrain"], interfaces.Select(type => type.Name).Order());

        _letThrough.Clear();
        foreach (var type in interfaces)
        {
            var grain = typeof(IGrainWithStringKey).IsAssignableFrom(type) ? _cluster.Grains.GetGrain(type, "0123456789abcdef0123456789abcdef") : _cluster.Grains.GetGrain(type, 0L);
            await AssertRefusedAsync(grain, type);
        }

        Assert.Empty(_letThrough.Calls);
    }

    [Fact]
    [Rule("N2"), Rule("G1")]
    public async Task No_system_target_can_be_called_but_the_manifest_of_the_cluster()
    {
        var targets = SystemTargets(_cluster).ToArray();
        Assert.Contains(targets, target => target.Interface.Name == "ISiloControl");
        Assert.Contains(targets, target => target.Interface.Name == "ICatalog");
        Assert.Contains(targets, target => target.Interface.Name == "IGrainDirectoryPartition");
        Assert.Contains(targets, target => target.Interface.Name == "ISiloService");

        _letThrough.Clear();
        foreach (var (id, type) in targets)
        {
            await AssertRefusedAsync(Reference(_cluster, id, type), type);
        }

        Assert.DoesNotContain(_letThrough.Calls, call => call.Interface != "Orleans.Runtime.IClusterManifestSystemTarget");
    }

    [Fact]
    [Rule("N2")]
    public async Task No_extension_that_the_runtime_adds_to_every_grain_can_be_called()
    {
        // An extension needs no grain of its own: it is called on the grains that clients may call.
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var extensions = typeof(IGrainExtension).Assembly.GetTypes().Concat(typeof(IClusterClient).Assembly.GetTypes()).Concat(typeof(Orleans.Runtime.Silo).Assembly.GetTypes())
            .Where(type => type.IsInterface && type != typeof(IGrainExtension) && typeof(IGrainExtension).IsAssignableFrom(type)).ToArray();
        Assert.Contains(extensions, type => type.Name == "IGrainManagementExtension");

        _letThrough.Clear();
        foreach (var type in extensions)
        {
            await AssertRefusedAsync(Reference(_cluster, GrainId.Create("session", id.ToString()), type), type);
        }

        Assert.Empty(_letThrough.Calls);
        Assert.True(_cluster.Cluster.TryGetGrainContext(GrainId.Create("session", id.ToString()), out _));
    }

    [Fact]
    [Rule("N2")]
    public async Task Interfaces_for_clients_are_let_through()
    {
        _letThrough.Clear();
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.PresentAsync(id);
        await _cluster.Grains.GetGrain<IEdgeRingGrain>(IEdgeRingGrain.Key).Describe();

        Assert.Equal([typeof(ISubjectGrain).FullName, typeof(ISessionGrain).FullName, typeof(IEdgeRingGrain).FullName], _letThrough.Calls.Select(call => call.Interface));
    }

    [Fact]
    [Rule("N2")]
    public async Task Without_the_filter_a_client_controls_the_silo()
    {
        await using var cluster = await StartAsync(services => services.Remove(services.Single(service => service.ImplementationType == typeof(ClientCallFilter))));
        Assert.Single(await cluster.Grains.GetGrain<IManagementGrain>(0).GetHosts());
        var (control, type) = SystemTargets(cluster).Single(target => target.Interface.Name == "ISiloControl");
        await CallAsync(Reference(cluster, control, type), type.GetMethod("ForceActivationCollection")!);

        var id = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var lifecycle = cluster.Grains.GetGrain<ISessionLifecycleGrain>(id.ToString());
        Assert.Equal(LifecycleOutcome.Ended, await lifecycle.End(SessionSamples.Admin, default));
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(id));
    }

    private async Task<SessionTestCluster> StartAsync(Action<IServiceCollection> change) => await SessionTestCluster.StartAsync(options => options.ConfigureSilo = silo =>
    {
        change(silo.Services);
        silo.AddIncomingGrainCallFilter(_letThrough);
    });

    private static async Task AssertRefusedAsync(object grain, Type type)
    {
        foreach (var method in new[] { type }.Concat(type.GetInterfaces()).Where(declaring => declaring != typeof(IAddressable)).SelectMany(declaring => declaring.GetMethods()))
        {
            if (method.IsDefined(typeof(OneWayAttribute)))
            {
                // No answer: the journal of what is let through tells.
                await CallAsync(grain, method);
            }
            else
            {
                var refusal = await Record.ExceptionAsync(() => CallAsync(grain, method));
                Assert.True(refusal is UnauthorizedAccessException, $"{type.Name}.{method.Name}: {refusal?.ToString() ?? "answered"}");
            }
        }
    }

    private static Task CallAsync(object grain, MethodInfo method)
    {
        var closed = method.IsGenericMethodDefinition
            ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(argument => argument.GetGenericParameterConstraints().FirstOrDefault() ?? typeof(object))])
            : method;
        return ToTask(closed.Invoke(grain, [.. method.GetParameters().Select(Default)])!);
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0) : null;

    private static Task ToTask(object returned) => returned as Task ?? (Task?)returned.GetType().GetMethod(nameof(ValueTask.AsTask))?.Invoke(returned, null) ?? Task.CompletedTask;

    private static object Reference(SessionTestCluster cluster, GrainId id, Type type) =>
        cluster.Grains.GetGrain(id, cluster.Cluster.Client.ServiceProvider.GetRequiredService<GrainInterfaceTypeResolver>().GetGrainInterfaceType(type));

    /// <summary>The system targets that really are in the silo, and what can be called there.</summary>
    private static IEnumerable<(GrainId Id, Type Interface)> SystemTargets(SessionTestCluster cluster)
    {
        var directory = typeof(Orleans.Runtime.Silo).Assembly.GetType("Orleans.Runtime.ActivationDirectory", throwOnError: true)!;
        var contexts = (IEnumerable<KeyValuePair<GrainId, IGrainContext>>)cluster.SiloServices.GetRequiredService(directory);
        return contexts.Where(context => context.Key.IsSystemTarget())
            .SelectMany(context => context.Value.GrainInstance!.GetType().GetInterfaces()
                .Where(type => typeof(ISystemTarget).IsAssignableFrom(type) && type != typeof(ISystemTarget))
                .Select(type => (context.Key, type)))
            .Where(target => target.type.Name is not ("IClusterManifestSystemTarget" or "ITestHooksSystemTarget" or "IGrainService"));
    }
}

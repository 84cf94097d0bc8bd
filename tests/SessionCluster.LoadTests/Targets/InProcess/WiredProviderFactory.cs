using Microsoft.Extensions.DependencyInjection;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>Puts the wire before the membership table, which the harness registers after everything else.</summary>
internal sealed class WiredProviderFactory(SiloWire wire) : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        var table = services.Last(service => service.ServiceType == typeof(IMembershipTable)).ImplementationInstance as IMembershipTable
            ?? throw new InvalidOperationException("The harness registers its membership table in another way.");
        services.AddSingleton(WiredMembershipTable.Create(table, wire));
        return services;
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider();
}

using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Endpoints.Hosting;
using SessionCluster.Silo.Health;
using SessionCluster.Silo.Management;

namespace SessionCluster.Silo.Hosting;

/// <summary>The composition root: reads the configuration, checks all of it, and wires one silo with its HTTP edge.</summary>
internal static class SiloApplication
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line, as configuration.</param>
    /// <param name="configure">For test hosts: registers replacements before the product's own services, which only fill gaps.</param>
    /// <exception cref="ConfigurationProblemException">The configuration stops the silo.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        PublishedSettings.AddTo(builder);
        configure?.Invoke(builder);
        var configuration = SiloConfigurationReader.Read(builder.Configuration, builder.Environment);
        configuration = configuration with { Settings = ListeningPorts.Settle(configuration.Settings) };
        SiloServices.Add(builder, configuration);
        return Map(builder.Build());
    }

    private static WebApplication Map(WebApplication app)
    {
        app.UseSessionHttp();
        app.UseSessionManagement();
        app.UseRouting();
        app.MapSessionHealth();
        app.MapSessionEndpoints();
        return app;
    }
}

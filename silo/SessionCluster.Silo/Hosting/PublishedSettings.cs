using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace SessionCluster.Silo.Hosting;

/// <summary>A silo that is started from another folder still finds the settings that were published beside it; what stands in the content root wins.</summary>
internal static class PublishedSettings
{
    /// <summary>Adds them below every other source.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        if (Path.GetRelativePath(AppContext.BaseDirectory, builder.Environment.ContentRootPath) == ".")
        {
            return;
        }

        // Each source with its own provider: a source without one looks in the content root, whatever the base path of the builder that made it.
        var beside = new PhysicalFileProvider(AppContext.BaseDirectory);
        string[] files = ["appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json"];
        foreach (var (index, file) in files.Index())
        {
            builder.Configuration.Sources.Insert(index, new JsonConfigurationSource { FileProvider = beside, Path = file, Optional = true });
        }
    }
}

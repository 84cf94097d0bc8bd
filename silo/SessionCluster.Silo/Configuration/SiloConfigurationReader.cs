using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Configuration;

/// <summary>Reads and checks all of the configuration, so that one start names everything that is wrong.</summary>
internal static class SiloConfigurationReader
{
    /// <summary>Reads it. In Development, makes what is missing.</summary>
    /// <exception cref="ConfigurationProblemException">Something is wrong: the silo does not start.</exception>
    public static SiloConfiguration Read(ConfigurationManager configuration, IHostEnvironment environment)
    {
        var problems = new List<string>();
        var root = SettingsSection.Of(configuration, problems);
        var settings = SiloSettingsReader.Read(root, environment.ContentRootPath);
        var classes = SessionClassReader.Read(root.Child("Classes"));
        var assurance = AssuranceTableReader.Read(root.Child("Assurance"));
        CallerRegistry.Check(root.Child("Clients"));
        ForeignSettings.Check(configuration, settings, problems);
        ClusterTlsSettings.CheckFiles(root.Child("Cluster").Child("Tls"), settings.Network.Tls, environment.IsDevelopment());
        ThrowIfAny(problems);

        // With tables nothing is made: what each silo made for itself would differ from what the others have.
        var client = settings.AzureTable is null
            ? UseDataDirectory(root, settings.DataDirectory, () => environment.IsDevelopment() ? DevelopmentSetup.Apply(configuration, root, settings.DataDirectory) : null)
            : environment.IsDevelopment() ? DevelopmentSetup.ApplyShared(configuration, root, settings.DataDirectory) : null;
        ThrowIfAny(problems);
        var rings = KeyRings.Read(root, environment.IsDevelopment());
        ThrowIfAny(problems);
        return new()
        {
            Settings = settings,
            Classes = classes,
            Assurance = assurance,
            EdgeRing = rings.Edge!,
            SiloRing = rings.Silo!,
            DevelopmentClient = client,
        };
    }

    private static void ThrowIfAny(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ConfigurationProblemException(problems);
        }
    }

    private static DevelopmentClient? UseDataDirectory(SettingsSection root, string path, Func<DevelopmentClient?> use)
    {
        try
        {
            PrivateFile.CreateDirectory(path);
            return use();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            root.Problem("DataDirectory", $"is {path}, which can't be made or written: give a local directory that this process may write. ({exception.Message})");
            return null;
        }
    }
}

namespace SessionCluster.Cli.Connections;

/// <summary>Names of settings, each once.</summary>
internal static class SettingNames
{
    /// <summary>The service's address.</summary>
    public const string UrlVariable = "SESSIONCTL_URL";

    /// <summary>The client id.</summary>
    public const string ClientIdVariable = "SESSIONCTL_CLIENT_ID";

    /// <summary>The client's secret.</summary>
    public const string ClientSecretVariable = "SESSIONCTL_CLIENT_SECRET";

    /// <summary>The settings file below the home directory.</summary>
    public const string ConfigFile = ".config/sessioncluster/config.json";

    /// <summary>Where a silo in Development listens.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The client of a silo in Development, in its data directory.</summary>
    public const string DevelopmentFile = "dev-client.json";

    /// <summary>The data directory of the repository's own silo.</summary>
    public const string DevelopmentDirectory = "silo/SessionCluster.Silo/.data";

    /// <summary>By this file the repository's folder is known.</summary>
    public const string RepositoryMark = "SessionCluster.sln";
}

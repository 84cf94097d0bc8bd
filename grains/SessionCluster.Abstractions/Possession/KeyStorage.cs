namespace SessionCluster.Abstractions.Possession;

/// <summary>Where a session's key lives, as the login service says. A software key inside a copied profile is copied with it. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.KeyStorage")]
public enum KeyStorage
{
    /// <summary>Nobody said.</summary>
    Unknown = 0,

    /// <summary><c>software</c>: a file, a browser's store.</summary>
    Software = 1,

    /// <summary><c>hardware</c>: it can't be copied out.</summary>
    Hardware = 2,
}

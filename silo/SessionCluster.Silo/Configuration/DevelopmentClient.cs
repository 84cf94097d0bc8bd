using SessionCluster.Client.Callers;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Configuration;

/// <summary>The client that a first run in Development makes: every permission, every audience.</summary>
internal sealed class DevelopmentClient(string path, string secret, bool isNew)
{
    /// <summary>Its id.</summary>
    public const string Id = "dev";

    /// <summary>Its file.</summary>
    public string Path => path;

    /// <summary>Its secret; shown once, when it was just made.</summary>
    public string Secret => secret;

    /// <summary>True when this run made it.</summary>
    public bool IsNew => isNew;

    /// <summary>As configuration, beside the clients that are configured.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration()
    {
        const string Prefix = $"{SettingsSection.Root}:Clients:{Id}";
        yield return new($"{Prefix}:Secrets:0", ClientSecretMaker.DigestOf(secret));
        yield return new($"{Prefix}:Audiences:0", "*");
        foreach (var (index, word) in PermissionWords.All.Index())
        {
            yield return new($"{Prefix}:Permissions:{index}", word);
        }
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => Id;
}

using SessionCluster.Client.Tls;

namespace SessionCluster.Silo.Configuration;

/// <summary>Reads <c>Cluster:Tls</c>: three files, or nothing.</summary>
internal static class ClusterTlsSettings
{
    /// <summary>Reads the names of the files.</summary>
    public static ClusterTlsOptions? Read(SettingsSection tls)
    {
        tls.Allow(nameof(ClusterTlsOptions.CertificateFile), nameof(ClusterTlsOptions.KeyFile), nameof(ClusterTlsOptions.AuthorityFile));
        return !tls.Exists
            ? null
            : new()
            {
                CertificateFile = tls.Text(nameof(ClusterTlsOptions.CertificateFile)),
                KeyFile = tls.Text(nameof(ClusterTlsOptions.KeyFile)),
                AuthorityFile = tls.Text(nameof(ClusterTlsOptions.AuthorityFile)),
                Role = TlsRole.Silo,
            };
    }

    /// <summary>Reads the files themselves, once before anything starts.</summary>
    public static void CheckFiles(SettingsSection section, ClusterTlsOptions? tls, bool isDevelopment)
    {
        if (tls is not null && !TlsMaterialReader.TryRead(tls, isDevelopment, TimeProvider.System.GetUtcNow(), out _, out var problem))
        {
            section.Problem(problem.Member, problem.Sentence);
        }
    }
}

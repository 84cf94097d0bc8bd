using SessionCluster.Core.Admission;
using SessionCluster.Silo.Storage.Azure;

namespace SessionCluster.Silo.Configuration;

/// <summary>What the silo is told, checked. Session classes, callers and rings are read by rooms of their own.</summary>
internal sealed record SiloSettings
{
    /// <summary>How long events are kept by default: 90 days.</summary>
    public static readonly TimeSpan DefaultEventRetention = TimeSpan.FromDays(90);

    /// <summary>Stands in every token: <c>[a-z0-9]{1,12}</c>. Default <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>An absolute directory. Default <c>.data</c> under the content root.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where HTTP listens. Default <c>http://127.0.0.1:5080</c>.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>How callers reach the service, the issuer of the metadata and the base of the <c>htu</c> of proofs for the service itself; <see langword="null"/> for the first of <see cref="Urls"/>.</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary>Proxies that forward client certificates; <see langword="null"/>, the default, for none.</summary>
    public ForwardedCertificateSettings? ForwardedCertificate { get; init; }

    /// <summary>Where metrics and the OpenAPI document need no credentials. Default: nowhere.</summary>
    public required IReadOnlyList<Uri> ManagementUrls { get; init; }

    /// <summary>The Orleans cluster. Default <c>dev</c>; 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The Orleans service: stored rows belong to it. Default <c>sessioncluster</c>; as <see cref="ClusterId"/>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>Where silos and clients of Orleans reach this silo.</summary>
    public required ClusterNetwork Network { get; init; }

    /// <summary>Live sessions of one subject, all classes together. Default 100; 1 to 2,000.</summary>
    public required int MaxSessionsPerSubject { get; init; }

    /// <summary>How old an authentication may be when a session is established from it. Default 10 min; 1 s to 1 h.</summary>
    public required TimeSpan MaxAuthenticationAge { get; init; }

    /// <summary>Proofs that the sessions of this silo have room to remember, all together. Default 16,777,216, 400 MiB; 65,536 to 268,435,456.</summary>
    public required int MaxReplayEntries { get; init; }

    /// <summary>How long a sweep of the janitor takes. Default 15 min; 1 min to 24 h.</summary>
    public required TimeSpan JanitorInterval { get; init; }

    /// <summary>How long events are kept. Default 90 days; 1 day to 3,650 days.</summary>
    public TimeSpan EventRetention { get; init; } = DefaultEventRetention;

    /// <summary>The account whose tables hold the sessions; <see langword="null"/>, the default, for the embedded store in <see cref="DataDirectory"/>.</summary>
    public AzureTableAccount? AzureTable { get; init; }

    /// <summary>The database file of the embedded store.</summary>
    public string DatabasePath => Path.Combine(DataDirectory, "sessions.db");

    /// <summary>The admission limits.</summary>
    public void Apply(AdmissionOptions admission)
    {
        admission.MaxSessionsPerSubject = MaxSessionsPerSubject;
        admission.MaxAuthenticationAge = MaxAuthenticationAge;
    }
}

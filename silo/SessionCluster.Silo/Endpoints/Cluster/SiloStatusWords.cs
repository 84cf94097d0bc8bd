using Orleans.Runtime;

namespace SessionCluster.Silo.Endpoints.Cluster;

/// <summary>The words of a silo's status.</summary>
internal static class SiloStatusWords
{
    /// <summary>In the membership, but it does not answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = ["joining", "active", "leaving", Unreachable];

    /// <summary>The word of a status; <see langword="null"/> for a silo that is gone.</summary>
    public static string? Of(SiloStatus status) => status switch
    {
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.Active => "active",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
        _ => null,
    };
}

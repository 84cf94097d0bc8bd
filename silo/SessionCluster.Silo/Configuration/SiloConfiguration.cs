using SessionCluster.Abstractions.Keys;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;

namespace SessionCluster.Silo.Configuration;

/// <summary>Everything the silo is told, built and checked.</summary>
internal sealed record SiloConfiguration
{
    /// <summary>Addresses, directory, limits.</summary>
    public required SiloSettings Settings { get; init; }

    /// <summary>The session classes in force.</summary>
    public required SessionClassCatalog Classes { get; init; }

    /// <summary>What authentication methods amount to.</summary>
    public required AssuranceTable Assurance { get; init; }

    /// <summary>The keys of tags.</summary>
    public required KeyRing EdgeRing { get; init; }

    /// <summary>The keys of seals.</summary>
    public required KeyRing SiloRing { get; init; }

    /// <summary>The client that Development made; <see langword="null"/> elsewhere.</summary>
    public required DevelopmentClient? DevelopmentClient { get; init; }
}

namespace SessionCluster.Grains.Silos;

/// <summary>What a silo says about itself, for operators.</summary>
[GenerateSerializer, Immutable, Alias("sc.SiloReport")]
public sealed record SiloReport
{
    /// <summary>Address of the silo, with its generation.</summary>
    [Id(0)]
    public required SiloAddress Address { get; init; }

    /// <summary>Name of the silo, as its host has set it.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Its own view of its membership.</summary>
    [Id(2)]
    public SiloStatus Status { get; init; }

    /// <summary>True while it may answer (P-F2).</summary>
    [Id(3)]
    public bool FenceHeld { get; init; }

    /// <summary>Why its fence ended for the life of the process; <see langword="null"/> while it has not.</summary>
    [Id(4)]
    public string? FenceEndedBecause { get; init; }

    /// <summary>Version of its containment set.</summary>
    [Id(5)]
    public long ContainmentVersion { get; init; }

    /// <summary>Sessions in its memory.</summary>
    [Id(6)]
    public long SessionsInMemory { get; init; }

    /// <summary>Validations that its sessions have answered since the start. Two readings and their distance give a rate.</summary>
    [Id(7)]
    public long ValidationsTotal { get; init; }

    /// <summary>Version of the software.</summary>
    [Id(8)]
    public required string SoftwareVersion { get; init; }

    /// <summary>Start of the silo, by its own clock.</summary>
    [Id(9)]
    public DateTimeOffset StartedAt { get; init; }
}

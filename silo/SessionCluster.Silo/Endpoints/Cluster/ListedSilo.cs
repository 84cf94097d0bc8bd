using Orleans.Runtime;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Silo.Endpoints.Cluster;

/// <summary>A silo as the membership has it, and what it says itself.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">A word of <see cref="SiloStatusWords"/>.</param>
/// <param name="Report">What it says; <see langword="null"/> when it does not answer, or has not begun to.</param>
internal sealed record ListedSilo(SiloAddress Address, string Name, string Status, SiloReport? Report);

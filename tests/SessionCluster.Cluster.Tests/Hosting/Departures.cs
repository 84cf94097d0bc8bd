using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Departures of silos that exist for a test's sake only.</summary>
internal static class Departures
{
    /// <summary>Without activations to wait for, and without anybody to tell.</summary>
    public static Departure OfNobody() => Of(new SiloActivations(), new ScriptedPeers(), new ScriptedMembership());

    public static Departure Of(SiloActivations activations, ScriptedPeers peers, ScriptedMembership membership) =>
        new(activations, peers, membership, new NamedSilo(ScriptedMembership.Own), NullLogger<Departure>.Instance);

    /// <summary>A silo's details, of which nothing but its address is asked.</summary>
    internal sealed class NamedSilo(SiloAddress address) : ILocalSiloDetails
    {
        public string Name => "own";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => address;

        public SiloAddress GatewayAddress => address;
    }
}

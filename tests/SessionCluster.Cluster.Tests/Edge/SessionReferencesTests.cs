using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>What the edge keeps from its first reference makes the later ones no different.</summary>
public sealed class SessionReferencesTests(CountingCluster counting) : IClassFixture<CountingCluster>
{
    [Fact]
    public void Every_reference_is_the_one_that_the_factory_makes()
    {
        var grains = counting.Cluster.SiloServices.GetRequiredService<IGrainFactory>();
        var references = new SessionReferences(grains);

        for (byte shard = 1; shard <= 3; shard++)
        {
            var id = SessionId.Create(shard, counting.Cluster.Clock.GetUtcNow().AddHours(1), new byte[SessionId.RandomSize]);
            var made = grains.GetGrain<ISessionGrain>(id.ToString());
            var kept = references.Get(id);

            Assert.Equal(made.GetGrainId(), kept.GetGrainId());
            Assert.Equal(((GrainReference)made).InterfaceType, ((GrainReference)kept).InterfaceType);
            Assert.Equal(((GrainReference)made).InterfaceVersion, ((GrainReference)kept).InterfaceVersion);
        }
    }
}

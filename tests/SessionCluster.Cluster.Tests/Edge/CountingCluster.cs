using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>A cluster with an edge in a process of its own and one inside the silo, in which what they ask and what arrives is noted.</summary>
public sealed class CountingCluster : IAsyncLifetime
{
    internal SessionTestCluster Cluster { get; private set; } = null!;

    internal OutgoingCalls Calls { get; } = new();

    internal CallJournal Arrived { get; } = new();

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(options =>
    {
        options.ReplaceServices = services => services.AddSingleton<IIncomingGrainCallFilter>(Arrived);
        options.ReplaceClientServices = services => services.AddSingleton<IOutgoingGrainCallFilter>(Calls);
        options.ConfigureSilo = silo =>
        {
            silo.AddOutgoingGrainCallFilter(Calls);
            silo.AddCohostedEdge(options);
        };
    });

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

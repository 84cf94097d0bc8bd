using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Classes;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>Two silos, and a class of which a subject has one session at a time.</summary>
public sealed class EndingCluster : IAsyncLifetime
{
    public const int Silos = 2;

    public const string OneAtATime = "one-at-a-time";

    internal SessionTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(options =>
    {
        options.Silos = Silos;
        options.Classes.Add(SessionTestOptions.Bearer with { Name = SessionClassName.Create(OneAtATime), MaxSessions = 1, AtLimit = LimitAction.EndLongestIdle });
    });

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

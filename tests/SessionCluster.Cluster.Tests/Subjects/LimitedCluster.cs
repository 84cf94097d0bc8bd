using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Classes;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>A cluster with classes whose limits are small: three sessions of a class, five of a subject.</summary>
public sealed class LimitedCluster : IAsyncLifetime
{
    public const int OfClass = 3;

    public const int OfSubject = 5;

    public const string Refusing = "refusing";

    public const string Rolling = "rolling";

    private SessionTestCluster? _cluster;

    internal SessionTestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(Configure);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    internal static void Configure(SessionTestOptions options)
    {
        options.MaxSessionsPerSubject = OfSubject;
        options.Classes.Add(SessionTestOptions.Bearer with { Name = SessionClassName.Create(Refusing), MaxSessions = OfClass, AtLimit = LimitAction.Refuse });
        options.Classes.Add(SessionTestOptions.Bearer with { Name = SessionClassName.Create(Rolling), MaxSessions = OfClass, AtLimit = LimitAction.EndLongestIdle });
    }
}

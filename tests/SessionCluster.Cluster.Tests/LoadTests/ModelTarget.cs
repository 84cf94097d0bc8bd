using SessionCluster.Client;
using SessionCluster.LoadTests.Targets;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>A <see cref="ModelClient"/> under load.</summary>
internal sealed class ModelTarget(Lapse lapse) : ILoadTarget
{
    public string Transport => "a model, in process";

    public ISessionClient Client { get; } = new ModelClient(lapse);

    public ISessionClient Witness => Client;

    public IReadOnlyList<(string Name, string Value)> Facts => [("silos", "none")];

    public Task LoseSiloAsync(Action<string> mark) => Task.Run(() => mark("a silo lost"));

    public Task AddSiloAsync(Action<string> mark) => Task.Run(() => mark("a silo joined"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

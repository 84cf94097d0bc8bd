using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Client;

namespace SessionCluster.LoadTests.Targets;

/// <summary>The cluster under load.</summary>
internal interface ILoadTarget : IAsyncDisposable
{
    /// <summary>What lies between the load and a grain, as a sentence of the report: what was measured.</summary>
    string Transport { get; }

    /// <summary>As whom the load calls: over HTTP the credentials say it.</summary>
    ClientId Caller => ClientId.Create("load-tests");

    /// <summary>The way in that is measured.</summary>
    ISessionClient Client { get; }

    /// <summary>Another way in, for the checks at the end: another silo's where there is one.</summary>
    ISessionClient Witness { get; }

    /// <summary>What else is known: a name and a value each.</summary>
    IReadOnlyList<(string Name, string Value)> Facts { get; }

    /// <summary>Takes a silo away without a word.</summary>
    /// <param name="mark">Notes on the time axis what happens, when it happens.</param>
    Task LoseSiloAsync(Action<string> mark);

    /// <summary>Adds a silo; returns once it is part of the cluster.</summary>
    /// <param name="mark">Notes on the time axis what happens, when it happens.</param>
    Task AddSiloAsync(Action<string> mark);
}

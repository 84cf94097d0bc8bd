using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Possession;
using SessionCluster.LoadTests.Scenarios;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    private const double ReplayedPercent = 3;
    private const double FollowedPercent = 0.2;
    private const string DefaultPublicUrl = "http://127.0.0.1:5080";

    public required IScenario Scenario { get; init; }

    /// <summary>A running cluster, or <see langword="null"/> for one in this process.</summary>
    public TargetAddress? Target { get; init; }

    /// <summary>Silos of a cluster in this process.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Sessions that are established before the load begins.</summary>
    public int Sessions { get; init; } = 1000;

    /// <summary>Operations in flight at most: callers of a closed load (64), the most that an open load leaves unanswered (4,096).</summary>
    public int? Concurrency { get; init; }

    /// <summary>Operations a second that are due whatever becomes of the earlier ones (open), or <see langword="null"/>: each caller waits for its answer (closed).</summary>
    public double? Rate { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same load before, checked but not measured.</summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The mix, or <see langword="null"/> for the scenario's own.</summary>
    public OperationMix? Mix { get; init; }

    /// <summary>From which everything that is random is drawn: operations, and the sessions they meet.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Percent of the sessions that have a use limit.</summary>
    public int Limited { get; init; } = 10;

    /// <summary>What the sessions are bound to.</summary>
    public PossessionKind Possession { get; init; }

    public string Class { get; init; } = "interactive";

    public string Audience { get; init; } = "orders";

    /// <summary>Shell command that makes the scenario's fault on a running cluster.</summary>
    public string? OnFault { get; init; }

    /// <summary>The edge ring's file, for gateways.</summary>
    public string? EdgeRing { get; init; }

    public string Environment { get; init; } = "dev";

    public string ClusterId { get; init; } = "dev";

    public string ServiceId { get; init; } = "sessioncluster";

    /// <summary>The cluster's own public URL, which proofs for rotation and step-up are for; <see langword="null"/> for the first HTTP address, or the default of a silo.</summary>
    public string? PublicUrl { get; init; }

    public string? Report { get; init; }

    public string? Plot { get; init; }

    public bool Json { get; init; }

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>How long the checks at the end ask again before they give up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public bool IsOpen => Rate is not null;

    public int InFlight => Concurrency ?? (IsOpen ? 4096 : 64);

    /// <summary>A path of the cluster, as proofs name it.</summary>
    public string ClusterUri(string path) => (PublicUrl ?? (Target is { Http: [var first, ..] } ? first.GetLeftPart(UriPartial.Authority) : DefaultPublicUrl)).TrimEnd('/') + path;

    public OperationMix EffectiveMix => Mix ?? WithThefts(Scenario.Mix);

    /// <summary>A scenario's mix, and what a thief does beside it: where there are proofs some are replayed, and a bearer session's rotation is followed.</summary>
    public OperationMix WithThefts(OperationMix mix) => Possession switch
    {
        PossessionKind.Dpop => mix.With(OperationKind.PresentReplayed, ReplayedPercent),
        PossessionKind.Bearer => mix.With(OperationKind.Follow, FollowedPercent),
        _ => mix,
    };
}

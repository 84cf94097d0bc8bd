using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Rows;

namespace SessionCluster.Core.Admission;

/// <summary>What is stored of a subject: bounded, whatever was established and ended before.</summary>
[GenerateSerializer, Immutable, Alias("sc.SubjectState")]
public sealed record SubjectState : IKeyedState
{
    /// <summary>The subject's own key, so that a row moved to another key is noticed.</summary>
    [Id(0)]
    public SubjectKey Key { get; init; }

    /// <summary>The subject.</summary>
    [Id(1)]
    public SubjectId Subject { get; init; }

    /// <summary>The admission epoch: raised by every cut-off, in the same write, and never decreased.</summary>
    [Id(2)]
    public long Epoch { get; init; }

    /// <summary>The cut-off up to which containment is known to be in force; below <see cref="Epoch"/> means unfinished (P-S3).</summary>
    [Id(3)]
    public long Contained { get; init; }

    /// <summary>The latest cut-off, or <see langword="null"/>.</summary>
    [Id(4)]
    public SubjectCutOff? CutOff { get; init; }

    /// <summary>The sessions, in the order of their ids.</summary>
    [Id(5)]
    public ImmutableArray<ListedSession> Sessions { get; init; } = [];

    /// <summary>Authentication events that admitted a session lately.</summary>
    [Id(6)]
    public ImmutableArray<AdmittedEvent> Events { get; init; } = [];

    /// <inheritdoc/>
    public bool BelongsTo(string grainKey) => Key.ToString() == grainKey;
}

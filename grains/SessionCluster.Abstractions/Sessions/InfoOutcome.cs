using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Sessions;

/// <summary>What a session grain answers to an <see cref="InfoCall"/>. Closed: one of the nested records.</summary>
[GenerateSerializer, Immutable, Alias("sc.InfoOutcome")]
public abstract record InfoOutcome
{
    private InfoOutcome()
    {
    }

    /// <summary>The session exists.</summary>
    /// <param name="Info">What is known.</param>
    [GenerateSerializer, Immutable, Alias("sc.InfoOutcome.Found")]
    public sealed record Found([property: Id(0)] SessionInfo Info) : InfoOutcome;

    /// <summary>There is no such session.</summary>
    [GenerateSerializer, Immutable, Alias("sc.InfoOutcome.UnknownSession")]
    public sealed record UnknownSession : InfoOutcome
    {
        /// <summary>The one value.</summary>
        public static UnknownSession Instance { get; } = new();
    }

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    [GenerateSerializer, Immutable, Alias("sc.InfoOutcome.Unavailable")]
    public sealed record Unavailable([property: Id(0)] UnavailableReason Reason) : InfoOutcome;
}

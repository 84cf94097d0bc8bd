using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>What the edge asks the session's grain: end this session. By token (the digest must match) or by handle.</summary>
[GenerateSerializer, Immutable, Alias("sc.RevokeCall")]
public sealed record RevokeCall
{
    /// <summary>Why, and on whose word.</summary>
    [Id(0)]
    public required RevocationOrder Order { get; init; }

    /// <summary>By token: the digest that must match. Unset (by handle) otherwise.</summary>
    [Id(1)]
    public SecretDigest SecretDigest { get; init; }

    /// <summary>By handle, for a caller that may end only what it established: that caller. Unset for an administrator.</summary>
    [Id(2)]
    public ClientId OnlyIfEstablishedBy { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(3)]
    public CallerTicket? Ticket { get; init; }

    /// <summary>By token, for an OAuth client, which may end only what it holds or established (RFC 7009 section 2.1): that client. Unset otherwise.</summary>
    [Id(4)]
    public ClientId OnlyIfOfClient { get; init; }

    /// <summary>By handle, for a holder of another session (N13), which may end only its own subject's: that subject. Unset otherwise.</summary>
    [Id(5)]
    public SubjectId OnlyIfOfSubject { get; init; }

    /// <summary>True when every member is within its range. Only a call that is held to a subject is on a holder's word.</summary>
    public bool IsWellFormed() => Order is { } order && (order.IsWellFormed() || (!OnlyIfOfSubject.IsUnset && order is { Reason: RevocationReason.Logout, Detail: null } && order.Initiator == EndInitiator.Holder));
}

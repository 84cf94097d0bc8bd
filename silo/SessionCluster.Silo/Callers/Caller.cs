using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Silo.Callers;

/// <summary>A client of this service as configuration states it: who it is, what it may do, for which audiences. It keeps digests of its secrets, never a secret.</summary>
internal sealed class Caller
{
    /// <summary>Secrets that are live at once: 2, so that a secret changes without a gap.</summary>
    public const int MaxSecrets = 2;

    /// <summary>100.</summary>
    public const int DefaultSignalsPerMinute = 100;

    private readonly byte[] _firstDigest;
    private readonly byte[] _secondDigest;
    private readonly FrozenSet<Audience> _audiences;
    private readonly bool _everyAudience;

    /// <param name="id">Who.</param>
    /// <param name="digests">SHA-256 of each live secret: one or two.</param>
    /// <param name="permissions">What it may do.</param>
    /// <param name="audiences">The audiences it may name.</param>
    /// <param name="everyAudience">True when it may name any (<c>*</c>).</param>
    public Caller(ClientId id, IReadOnlyList<byte[]> digests, CallerPermissions permissions, IEnumerable<Audience> audiences, bool everyAudience)
    {
        if (digests is not { Count: >= 1 and <= MaxSecrets })
        {
            throw new ArgumentException($"A caller has 1 to {MaxSecrets} live secrets.", nameof(digests));
        }

        Id = id;
        Permissions = permissions;
        (_firstDigest, _secondDigest) = (digests[0], digests[^1]);
        _audiences = audiences.ToFrozenSet();
        Audiences = everyAudience ? [] : [.. _audiences];
        _everyAudience = everyAudience;
    }

    /// <summary>Who.</summary>
    public ClientId Id { get; }

    /// <summary>What it may do.</summary>
    public CallerPermissions Permissions { get; }

    /// <summary>The audiences it may name; empty when that is none, or any.</summary>
    public ImmutableArray<Audience> Audiences { get; }

    /// <summary>True when there is an audience that it may name.</summary>
    public bool HasAudience => _everyAudience || !Audiences.IsEmpty;

    /// <summary>Signals that it may send to one silo in a minute: 100 by default.</summary>
    public int SignalsPerMinute { get; init; } = DefaultSignalsPerMinute;

    /// <summary>True when it has at least one of these permissions.</summary>
    public bool MayAny(CallerPermissions permissions) => (Permissions & permissions) != CallerPermissions.None;

    /// <summary>True when it may name this audience.</summary>
    public bool MayName(Audience audience) => _everyAudience || _audiences.Contains(audience);

    /// <summary>True for the digest of a live secret. Always two comparisons in fixed time, so that the time says neither how many secrets live nor which one matched.</summary>
    public bool Holds(ReadOnlySpan<byte> digest) =>
        CryptographicOperations.FixedTimeEquals(_firstDigest, digest) | CryptographicOperations.FixedTimeEquals(_secondDigest, digest);

    /// <summary>The client id, never a digest.</summary>
    public override string ToString() => Id.Value;
}

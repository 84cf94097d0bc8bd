using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Core.Possession;

namespace SessionCluster.Core.Classes;

/// <summary>The policy of a kind of session, as built and checked at start. Its values are copied into each session at establishment.</summary>
public sealed record SessionClass
{
    /// <summary>Its name.</summary>
    public required SessionClassName Name { get; init; }

    /// <summary>The span after which a session ends whatever happens: 5 s to 30 days.</summary>
    public required TimeSpan AbsoluteLifetime { get; init; }

    /// <summary>The span after the last use: 5 s to the absolute lifetime.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>The lowest assurance level of the authentication.</summary>
    public required AssuranceLevel RequiredAssurance { get; init; }

    /// <summary>The authentication must have been phishing-resistant.</summary>
    public bool RequiresPhishingResistance { get; init; }

    /// <summary>The authentication must have proven a key, instead of a level.</summary>
    public bool RequiresKeyAuthentication { get; init; }

    /// <summary>What sessions are bound to.</summary>
    public required SessionBinding Binding { get; init; }

    /// <summary>Bearer sessions are allowed, by a named exception with a written justification.</summary>
    public bool BearerAllowed { get; init; }

    /// <summary>Sessions come into being by delegation only.</summary>
    public bool DelegationOnly { get; init; }

    /// <summary>Sessions stand for a human being (H5).</summary>
    public bool Human { get; init; }

    /// <summary>Live sessions of this class that one subject may have: 1 to 2,000.</summary>
    public required int MaxSessions { get; init; }

    /// <summary>What happens beyond that.</summary>
    public required LimitAction AtLimit { get; init; }

    /// <summary>Audiences of a key-bound session: 1 to 8.</summary>
    public required int MaxAudiences { get; init; }

    /// <summary>Who verifies proofs; the edge by default.</summary>
    public ProofVerification VerifyProof { get; init; } = ProofVerification.Edge;

    /// <summary>How old a proof may be: 5 s to 300 s, 60 s by default.</summary>
    public TimeSpan ProofLifetime { get; init; } = PossessionTerms.DefaultProofLifetime;

    /// <summary>Every proof must carry a nonce.</summary>
    public bool NonceAlways { get; init; }

    /// <summary>Proofs that a session remembers at most: 64 to 65,536, 4,096 by default. A full memory refuses (<c>window_full</c>).</summary>
    public int ReplayEntries { get; init; } = 4096;

    /// <summary>What a changed client context does to a bearer session; it is locked by default.</summary>
    public ContextAction OnContextChange { get; init; } = ContextAction.Lock;

    /// <summary>Introspection answers for sessions with a use limit or with proofs that the silo verifies, although it checks neither (RFC 7662).</summary>
    public bool Introspectable { get; init; }

    /// <summary>How long after its last rotation the holder of a bearer session is told to rotate: 1 min to the absolute lifetime, 15 min by default; <see langword="null"/> for on demand.</summary>
    public TimeSpan? RotateBearerEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the former secret of a bound session is accepted once its successor was presented: 1 s to 5 min, 60 s by default.</summary>
    public TimeSpan RotationGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same of a bearer session: 1 s to 60 s, 10 s by default.</summary>
    public TimeSpan BearerRotationGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Risk from which a signal locks a session; medium by default.</summary>
    public RiskLevel LocksFrom { get; init; } = RiskLevel.Medium;

    /// <summary>Most proofs that a session of any class remembers: 65,536.</summary>
    public const int MaxReplayEntries = 65_536;

    /// <summary>Audiences of a bearer session: 1.</summary>
    public const int MaxBearerAudiences = 1;
}

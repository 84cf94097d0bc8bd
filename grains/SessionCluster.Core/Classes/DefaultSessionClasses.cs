using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Possession;

namespace SessionCluster.Core.Classes;

/// <summary>The classes that come with the product; <c>docs/session-lifetimes.md</c> gives the reasons, and a test holds the two together (N14).</summary>
public static class DefaultSessionClasses
{
    /// <summary>A person in a browser or app: 12 h, 30 min idle, AAL2.</summary>
    public static SessionClass Interactive { get; } = new()
    {
        Name = SessionClassName.Create("interactive"),
        AbsoluteLifetime = TimeSpan.FromHours(12),
        IdleTimeout = TimeSpan.FromMinutes(30),
        RequiredAssurance = AssuranceLevel.Aal2,
        Binding = SessionBinding.Key,
        Human = true,
        MaxSessions = 5,
        AtLimit = LimitAction.EndLongestIdle,
        MaxAudiences = 8,
    };

    /// <summary>An administrator: 4 h, 15 min idle, AAL3 and phishing-resistant.</summary>
    public static SessionClass Privileged { get; } = new()
    {
        Name = SessionClassName.Create("privileged"),
        AbsoluteLifetime = TimeSpan.FromHours(4),
        IdleTimeout = TimeSpan.FromMinutes(15),
        RequiredAssurance = AssuranceLevel.Aal3,
        RequiresPhishingResistance = true,
        Binding = SessionBinding.HardwareKey,
        VerifyProof = ProofVerification.Silo,
        NonceAlways = true,
        ReplayEntries = 1024,
        RotationGrace = TimeSpan.FromSeconds(30),
        Human = true,
        MaxSessions = 2,
        AtLimit = LimitAction.EndLongestIdle,
        MaxAudiences = 1,
    };

    /// <summary>A service that authenticated with a key: 1 h, 30 min idle.</summary>
    public static SessionClass Workload { get; } = new()
    {
        Name = SessionClassName.Create("workload"),
        AbsoluteLifetime = TimeSpan.FromHours(1),
        IdleTimeout = TimeSpan.FromMinutes(30),
        RequiredAssurance = AssuranceLevel.None,
        RequiresKeyAuthentication = true,
        Binding = SessionBinding.Key,
        ReplayEntries = 65_536,
        MaxSessions = 20,
        AtLimit = LimitAction.Refuse,
        MaxAudiences = 4,
    };

    /// <summary>An AI agent that acts for somebody: at most 1 h, 10 min idle, by delegation only.</summary>
    public static SessionClass Agent { get; } = new()
    {
        Name = SessionClassName.Create("agent"),
        AbsoluteLifetime = TimeSpan.FromHours(1),
        IdleTimeout = TimeSpan.FromMinutes(10),
        RequiredAssurance = AssuranceLevel.Aal2,
        Binding = SessionBinding.Key,
        ReplayEntries = 8192,
        RotationGrace = TimeSpan.FromSeconds(30),
        DelegationOnly = true,
        MaxSessions = 5,
        AtLimit = LimitAction.Refuse,
        MaxAudiences = 1,
    };

    /// <summary>All four.</summary>
    public static IReadOnlyList<SessionClass> All { get; } = [Interactive, Privileged, Workload, Agent];
}

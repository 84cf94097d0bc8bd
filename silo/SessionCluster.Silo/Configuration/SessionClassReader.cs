using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Builds the session classes: the defaults, changed member by member, and those that operators define. Every deviation past a ceiling, or below what a default class asks for, is written down,
/// or the silo does not start (ASVS 7.1.1).
/// </summary>
internal static class SessionClassReader
{
    /// <summary>Shortest span of a class: 5 s.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>Longest span of a class: 30 days, the ceiling of AAL1 (NIST SP 800-63B-4 section 2.1.3).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Longest life of a proof: 300 s.</summary>
    public static readonly TimeSpan LongestProof = TimeSpan.FromSeconds(300);

    /// <summary>Shortest span between rotations: 1 min.</summary>
    public static readonly TimeSpan ShortestRotation = TimeSpan.FromMinutes(1);

    /// <summary>Shortest grace: 1 s.</summary>
    public static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(1);

    /// <summary>Longest grace of a bound session: 5 min.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromMinutes(5);

    /// <summary>Longest grace of a bearer session, in which a thief's copy is as good as the former secret: 60 s.</summary>
    public static readonly TimeSpan LongestBearerGrace = TimeSpan.FromSeconds(60);

    /// <summary>The members of a class.</summary>
    public static readonly string[] Members =
    [
        "AbsoluteLifetime", "IdleTimeout", "Assurance", "PhishingResistant", "KeyAuthentication", "Binding", "Bearer", "Human", "MaxSessions", "AtLimit", "MaxAudiences", "Justification",
        "VerifyProof", "ProofLifetime", "NonceAlways", "ReplayEntries", "ContextChange", "Introspectable", "RotateBearerEvery", "RotationGrace", "BearerRotationGrace", "LocksFrom",
    ];

    private static readonly string[] RequiredOfOwn = ["AbsoluteLifetime", "IdleTimeout"];

    /// <summary>Reads <c>Classes</c>.</summary>
    public static SessionClassCatalog Read(SettingsSection classes)
    {
        var built = DefaultSessionClasses.All.ToDictionary(candidate => candidate.Name);
        foreach (var section in classes.Children())
        {
            if (!SessionClassName.TryCreate(section.Name, out var name))
            {
                section.Reject($"names no class. {SessionClassName.Rule}");
                continue;
            }

            section.Allow(Members);
            var problems = section.ProblemCount;
            var basis = DefaultSessionClasses.All.FirstOrDefault(candidate => candidate.Name == name);
            var sessionClass = ReadClass(section, basis ?? ReadSpans(section, name));
            if (section.ProblemCount == problems)
            {
                SessionClassCeilings.Check(sessionClass, section);
                SessionClassFloors.Check(sessionClass, basis, section);
            }

            built[name] = sessionClass;
        }

        return new(built.Values);
    }

    /// <summary>A class of the operator's own says how long its sessions live; the rest has the stricter defaults.</summary>
    private static SessionClass ReadSpans(SettingsSection section, SessionClassName name)
    {
        foreach (var span in RequiredOfOwn.Where(span => section.Text(span) is null))
        {
            section.Problem(span, "is missing: a class of your own says how long its sessions live.");
        }

        return new()
        {
            Name = name,
            AbsoluteLifetime = Shortest,
            IdleTimeout = Shortest,
            RequiredAssurance = AssuranceLevel.Aal2,
            Binding = SessionBinding.Key,
            MaxSessions = 5,
            AtLimit = LimitAction.Refuse,
            MaxAudiences = 1,
        };
    }

    private static SessionClass ReadClass(SettingsSection section, SessionClass basis)
    {
        var bearer = section.Child("Bearer");
        bearer.Allow("Allowed", "Justification");
        return basis with
        {
            AbsoluteLifetime = section.Span("AbsoluteLifetime", Shortest, Longest) ?? basis.AbsoluteLifetime,
            IdleTimeout = section.Span("IdleTimeout", Shortest, Longest) ?? basis.IdleTimeout,
            RequiredAssurance = section.Word("Assurance", basis.RequiredAssurance, Levels),
            RequiresPhishingResistance = section.Flag("PhishingResistant", basis.RequiresPhishingResistance),
            RequiresKeyAuthentication = section.Flag("KeyAuthentication", basis.RequiresKeyAuthentication),
            Binding = section.Word("Binding", basis.Binding, ("key", SessionBinding.Key), ("hardware-key", SessionBinding.HardwareKey)),
            BearerAllowed = bearer.Flag("Allowed", basis.BearerAllowed),
            Human = section.Flag("Human", basis.Human),
            MaxSessions = section.Integer("MaxSessions", basis.MaxSessions, 1, 2000),
            AtLimit = section.Word("AtLimit", basis.AtLimit, ("refuse", LimitAction.Refuse), ("end-longest-idle", LimitAction.EndLongestIdle)),
            MaxAudiences = section.Integer("MaxAudiences", basis.MaxAudiences, 1, 8),
            VerifyProof = section.Word("VerifyProof", basis.VerifyProof, ("edge", ProofVerification.Edge), ("silo", ProofVerification.Silo)),
            ProofLifetime = section.Span("ProofLifetime", Shortest, LongestProof) ?? basis.ProofLifetime,
            NonceAlways = section.Flag("NonceAlways", basis.NonceAlways),
            ReplayEntries = section.Integer("ReplayEntries", basis.ReplayEntries, 64, SessionClass.MaxReplayEntries),
            OnContextChange = section.Word("ContextChange", basis.OnContextChange, ("lock", ContextAction.Lock), ("refuse", ContextAction.Refuse)),
            Introspectable = section.Flag("Introspectable", basis.Introspectable),
            RotateBearerEvery = section.Span("RotateBearerEvery", ShortestRotation, Longest) ?? basis.RotateBearerEvery,
            RotationGrace = section.Span("RotationGrace", ShortestGrace, LongestGrace) ?? basis.RotationGrace,
            BearerRotationGrace = section.Span("BearerRotationGrace", ShortestGrace, LongestBearerGrace) ?? basis.BearerRotationGrace,
            LocksFrom = section.Word("LocksFrom", basis.LocksFrom, ("low", RiskLevel.Low), ("medium", RiskLevel.Medium), ("high", RiskLevel.High)),
        };
    }

    private static (string Word, AssuranceLevel Value)[] Levels { get; } =
        [.. Enum.GetValues<AssuranceLevel>().Select(level => (AssuranceWords.Of(level) ?? "none", level))];
}

using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Core.Time;

namespace SessionCluster.Core.Admission;

/// <summary>What a subject decides about an establishment. Pure: the class, the state and the time come in as values.</summary>
public static partial class AdmissionRules
{
    /// <summary>How far clocks of a login service and a silo may differ when an authentication is placed before or after something: 5 s.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Decides whether an establishment may go on, before the number of sessions is looked at.</summary>
    public static AdmissionDecision Check(SubjectState state, EstablishCall call, SessionClassCatalog classes, AssuranceTable table, AdmissionOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (!EstablishCallShape.IsWellFormed(call))
        {
            return Refuse(EstablishRefusal.Malformed, "A member of the call is unset or outside its range.");
        }

        if (classes.Find(call.Class) is not { } sessionClass)
        {
            return Refuse(EstablishRefusal.UnknownClass, $"There is no session class '{call.Class}': use one that is configured.");
        }

        var assurance = table.Compute(call.Authentication.Methods);
        var refused = CheckClass(sessionClass, call, assurance, now, out var key) ?? CheckAuthentication(state, call.Authentication, options, now);
        return refused is null ? new AdmissionDecision.Eligible(sessionClass, assurance) { Key = key } : refused;
    }

    /// <summary>The row of a session that was admitted.</summary>
    /// <param name="id">The id the subject chose.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="eligible">What was decided.</param>
    /// <param name="admissionEpoch">The subject's landed epoch.</param>
    /// <param name="now">The beginning of the session.</param>
    public static SessionState NewSession(SessionId id, EstablishCall call, AdmissionDecision.Eligible eligible, long admissionEpoch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(eligible);

        // Whole seconds, so that the deadline on the wire is the deadline that is enforced.
        return new()
        {
            Id = id,
            SubjectKey = call.Subject.Key,
            SecretHash = SecretHash.Of(call.SecretDigest),
            EstablishedBy = call.EstablishedBy,
            AdmissionEpoch = admissionEpoch,
            EdgeKeyId = call.EdgeKeyId,
            LastUsedAt = now,
            Budget = call.MaxUses is { } limit ? UseBudget.ForLimit(limit) : null,
            Possession = eligible.Key is { } key ? PossessionTerms.Of(eligible.Class, key.IsProven) : null,
            Context = ContextTerms.Of(call.Context, eligible.Class.OnContextChange),
            Introspectable = eligible.Class.Introspectable,
            RotationTerms = RotationRules.TermsOf(eligible.Class, eligible.Key is not null),
            Device = call.Device,
            LocksFrom = eligible.Class.LocksFrom,
            Facts = new SessionFacts
            {
                Id = id,
                Subject = call.Subject,
                Class = call.Class,
                ClientId = call.ClientId,
                Scope = call.Scope,
                Audiences = call.Audiences,
                Assurance = eligible.Assurance.Level,
                Methods = call.Authentication.Methods,
                AuthenticatedAt = call.Authentication.AuthenticatedAt,
                IssuedAt = WholeSeconds.Floor(now),
                AbsoluteDeadline = AbsoluteDeadline(eligible.Class, now),
                IdleTimeout = eligible.Class.IdleTimeout,
                Attributes = call.Attributes,
                Confirmation = eligible.Key?.Confirmation,
                KeyStorage = call.KeyStorage,
                Human = eligible.Class.Human,
            },
        };
    }

    /// <summary>When a session that begins now ends at the latest; the subject chooses the id for this deadline.</summary>
    public static DateTimeOffset AbsoluteDeadline(SessionClass sessionClass, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sessionClass);
        return WholeSeconds.Floor(now) + sessionClass.AbsoluteLifetime;
    }

    /// <summary>Whether methods reach what a class asks of an authentication.</summary>
    public static bool Reaches(SessionClass sessionClass, ComputedAssurance assurance)
    {
        ArgumentNullException.ThrowIfNull(sessionClass);
        return assurance.Level >= sessionClass.RequiredAssurance
            && (assurance.PhishingResistant || !sessionClass.RequiresPhishingResistance)
            && (assurance.ProvesKey || !sessionClass.RequiresKeyAuthentication);
    }

    private static AdmissionDecision.Refused? CheckClass(SessionClass sessionClass, EstablishCall call, ComputedAssurance assurance, DateTimeOffset now, out BoundKey? key)
    {
        key = null;
        if (sessionClass.DelegationOnly)
        {
            return Refuse(EstablishRefusal.DelegationOnly, $"Sessions of class '{sessionClass.Name}' come into being by delegation only.");
        }

        if (BindingRules.Check(sessionClass, call, now, out key) is { } unbound)
        {
            return Refuse(EstablishRefusal.BindingRequired, unbound);
        }

        if (!Reaches(sessionClass, assurance))
        {
            return Refuse(EstablishRefusal.Assurance, $"The authentication methods do not reach what class '{sessionClass.Name}' asks for: authenticate with stronger ones.");
        }

        return CheckAudiences(sessionClass, call.Audiences.Length, key is null);
    }

    private static AdmissionDecision.Refused? CheckAudiences(SessionClass sessionClass, int audiences, bool bearer) =>
        bearer && audiences > SessionClass.MaxBearerAudiences ? Refuse(EstablishRefusal.AudienceLimit, $"A bearer session is for {SessionClass.MaxBearerAudiences} audience only.")
        : audiences > sessionClass.MaxAudiences ? Refuse(EstablishRefusal.AudienceLimit, $"A session of class '{sessionClass.Name}' is for {sessionClass.MaxAudiences} audiences at most.")
        : null;

    private static AdmissionDecision.Refused Refuse(EstablishRefusal refusal, string detail) => new(refusal, detail);
}

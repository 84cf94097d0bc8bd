using SessionCluster.Abstractions.Establishment;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;

namespace SessionCluster.Core.Admission;

/// <summary>Whether an establishment may go on. Closed: one of the nested records.</summary>
public abstract record AdmissionDecision
{
    private AdmissionDecision()
    {
    }

    /// <summary>It may, as far as the subject and the class are concerned; the number of sessions is still to be looked at.</summary>
    /// <param name="Class">The class.</param>
    /// <param name="Assurance">What the methods amount to.</param>
    public sealed record Eligible(SessionClass Class, ComputedAssurance Assurance) : AdmissionDecision
    {
        /// <summary>The key to bind to; <see langword="null"/> for a bearer session.</summary>
        public BoundKey? Key { get; init; }
    }

    /// <summary>It may not.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">A sentence that says what to do.</param>
    public sealed record Refused(EstablishRefusal Refusal, string Detail) : AdmissionDecision;
}

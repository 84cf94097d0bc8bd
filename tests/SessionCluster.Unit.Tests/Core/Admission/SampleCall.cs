using System.Reflection;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

/// <summary>A call that is admitted, by a class with a bearer exception.</summary>
internal static class SampleCall
{
    public static readonly DateTimeOffset Now = Sample.Start.AddMilliseconds(400);

    public static readonly AdmissionOptions Options = new();

    public static SessionClass Interactive { get; } = DefaultSessionClasses.Interactive with { BearerAllowed = true };

    public static SubjectState NobodyYet { get; } = new() { Key = Sample.Subject.Key, Subject = Sample.Subject };

    public static EstablishCall Valid { get; } = new()
    {
        Subject = Sample.Subject,
        Class = Interactive.Name,
        Audiences = [Audience.Create("orders")],
        Authentication = new AuthenticationEvent(["pwd", "otp"], Sample.Start, "event-1"),
        SecretDigest = Sample.Digest,
        EdgeKeyId = Sample.KeyId,
        ClientId = ClientId.Create("shop"),
        EstablishedBy = ClientId.Create("login"),
        Scope = Sample.Scope("orders.read"),
        MaxUses = 64,
        Attributes = Sample.Attributes("plan", "gold"),
    };

    public static EstablishCall With(params string[] methods) => Valid with { Authentication = Valid.Authentication with { Methods = [.. methods] } };

    public static EstablishCall At(DateTimeOffset authenticatedAt) => Valid with { Authentication = Valid.Authentication with { AuthenticatedAt = authenticatedAt } };

    public static AdmissionDecision Check(EstablishCall? call = null, SubjectState? state = null, SessionClass? sessionClass = null, AdmissionOptions? options = null, DateTimeOffset? now = null) =>
        AdmissionRules.Check(state ?? NobodyYet, call ?? Valid, new SessionClassCatalog([sessionClass ?? Interactive]), AssuranceTable.Default, options ?? Options, now ?? Now);

    /// <summary>Why it is refused, or <see langword="null"/>.</summary>
    public static EstablishRefusal? Refusal(EstablishCall? call = null, SubjectState? state = null, SessionClass? sessionClass = null, AdmissionOptions? options = null, DateTimeOffset? now = null) =>
        Check(call, state, sessionClass, options, now) is AdmissionDecision.Refused refused ? refused.Refusal : null;

    /// <summary>An identifier that skipped its checks, as one that was deserialized did.</summary>
    public static T Unchecked<T>(string? text)
        where T : struct
    {
        object boxed = default(T);
        typeof(T).GetField("_value", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(boxed, text);
        return (T)boxed;
    }
}

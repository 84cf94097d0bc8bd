using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Admission;

/// <summary>
/// Whether a call is within the ranges of its members. A message is deserialized without the checks of its types, and a caller behind a gateway composes it as it likes:
/// what will be stored is checked where it is stored.
/// </summary>
internal static class EstablishCallShape
{
    public static bool IsWellFormed(EstablishCall call) =>
        SubjectId.TryCreate(call.Subject.Value, out _, out _)
        && SessionClassName.TryCreate(call.Class.Value, out _)
        && ClientId.TryCreate(call.ClientId.Value, out _)
        && ClientId.TryCreate(call.EstablishedBy.Value, out _)
        && !call.SecretDigest.IsUnset
        && call.EdgeKeyId <= KeyRing.MaxKeyId
        && call.MaxUses is null or (>= 1 and <= EstablishCall.MaxUsesCeiling)
        && AreWellFormed(call.Audiences)
        && IsWellFormed(call.Authentication)
        && IsWellFormed(call.Scope)
        && IsWellFormed(call.Attributes)
        && call.Confirmation is null or { IsWellFormed: true }
        && IsWellFormed(call.ConfirmationEvidence?.Proof)
        && Enum.IsDefined(call.KeyStorage);

    private static bool AreWellFormed(ImmutableArray<Audience> audiences) =>
        audiences is { IsDefaultOrEmpty: false, Length: <= EstablishCall.MaxAudiences }
        && audiences.All(audience => Audience.TryCreate(audience.Value, out _));

    /// <summary>Whether an authentication event is within its ranges.</summary>
    public static bool IsWellFormed(AuthenticationEvent? authentication) =>
        authentication is { Methods: { IsDefaultOrEmpty: false, Length: <= AuthenticationEvent.MaxMethods }, Id: null or { Length: >= 1 and <= AuthenticationEvent.MaxIdLength } }
        && authentication.Methods.All(AuthenticationEvent.IsMethod);

    private static bool IsWellFormed(ScopeSet? scope) => scope is not null && ScopeSet.TryParse(scope.ToString(), out var same) && same.Equals(scope);

    private static bool IsWellFormed(VerifiedProof? proof) => proof is null || (!proof.Key.IsUnset && !proof.Id.IsUnset);

    private static bool IsWellFormed(SessionAttributes? attributes) => attributes is { Values: not null } && SessionAttributes.TryCreate(attributes.Values, out _);
}

using System.Text.Json;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Silo.Endpoints.Writing;

/// <summary>Member names, encoded once.</summary>
internal static class EncodedNames
{
    public static readonly JsonEncodedText Active = JsonEncodedText.Encode(ClaimNames.Active);
    public static readonly JsonEncodedText AssuranceLevel = JsonEncodedText.Encode(ClaimNames.AssuranceLevel);
    public static readonly JsonEncodedText Attributes = JsonEncodedText.Encode(ClaimNames.Attributes);
    public static readonly JsonEncodedText Audience = JsonEncodedText.Encode(ClaimNames.Audience);
    public static readonly JsonEncodedText AuthenticatedAt = JsonEncodedText.Encode(ClaimNames.AuthenticatedAt);
    public static readonly JsonEncodedText CertificateThumbprint = JsonEncodedText.Encode(ClaimNames.CertificateThumbprint);
    public static readonly JsonEncodedText Challenge = JsonEncodedText.Encode(ClaimNames.Challenge);
    public static readonly JsonEncodedText Class = JsonEncodedText.Encode(ClaimNames.Class);
    public static readonly JsonEncodedText ClientId = JsonEncodedText.Encode(ClaimNames.ClientId);
    public static readonly JsonEncodedText Confirmation = JsonEncodedText.Encode(ClaimNames.Confirmation);
    public static readonly JsonEncodedText Count = JsonEncodedText.Encode(ClaimNames.Count);
    public static readonly JsonEncodedText Current = JsonEncodedText.Encode(ClaimNames.Current);
    public static readonly JsonEncodedText DeviceId = JsonEncodedText.Encode(ClaimNames.DeviceId);
    public static readonly JsonEncodedText Dimension = JsonEncodedText.Encode(ClaimNames.Dimension);
    public static readonly JsonEncodedText EffectiveAt = JsonEncodedText.Encode(ClaimNames.EffectiveAt);
    public static readonly JsonEncodedText EstablishedBy = JsonEncodedText.Encode(ClaimNames.EstablishedBy);
    public static readonly JsonEncodedText EventId = JsonEncodedText.Encode(ClaimNames.EventId);
    public static readonly JsonEncodedText Events = JsonEncodedText.Encode(ClaimNames.Events);
    public static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode(ClaimNames.ExpiresAt);
    public static readonly JsonEncodedText ExpiresIn = JsonEncodedText.Encode(ClaimNames.ExpiresIn);
    public static readonly JsonEncodedText Generation = JsonEncodedText.Encode(ClaimNames.Generation);
    public static readonly JsonEncodedText Head = JsonEncodedText.Encode(ClaimNames.Head);
    public static readonly JsonEncodedText Human = JsonEncodedText.Encode(ClaimNames.Human);
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode(ClaimNames.Id);
    public static readonly JsonEncodedText IdleExpiresAt = JsonEncodedText.Encode(ClaimNames.IdleExpiresAt);
    public static readonly JsonEncodedText IdleTimeout = JsonEncodedText.Encode(ClaimNames.IdleTimeout);
    public static readonly JsonEncodedText InitiatedBy = JsonEncodedText.Encode(ClaimNames.InitiatedBy);
    public static readonly JsonEncodedText IssuedAt = JsonEncodedText.Encode(ClaimNames.IssuedAt);
    public static readonly JsonEncodedText Issuer = JsonEncodedText.Encode(ClaimNames.Issuer);
    public static readonly JsonEncodedText KeyStorage = JsonEncodedText.Encode(ClaimNames.KeyStorage);
    public static readonly JsonEncodedText KeyThumbprint = JsonEncodedText.Encode(ClaimNames.KeyThumbprint);
    public static readonly JsonEncodedText LastUsedAt = JsonEncodedText.Encode(ClaimNames.LastUsedAt);
    public static readonly JsonEncodedText LockedAt = JsonEncodedText.Encode(ClaimNames.LockedAt);
    public static readonly JsonEncodedText LockedOn = JsonEncodedText.Encode(ClaimNames.LockedOn);
    public static readonly JsonEncodedText Locks = JsonEncodedText.Encode(ClaimNames.Locks);
    public static readonly JsonEncodedText MaxUses = JsonEncodedText.Encode(ClaimNames.MaxUses);
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode(ClaimNames.Message);
    public static readonly JsonEncodedText Methods = JsonEncodedText.Encode(ClaimNames.Methods);
    public static readonly JsonEncodedText Next = JsonEncodedText.Encode(ClaimNames.Next);
    public static readonly JsonEncodedText Nonce = JsonEncodedText.Encode(ClaimNames.Nonce);
    public static readonly JsonEncodedText Reason = JsonEncodedText.Encode(ClaimNames.Reason);
    public static readonly JsonEncodedText ReasonDetail = JsonEncodedText.Encode(ClaimNames.ReasonDetail);
    public static readonly JsonEncodedText Refusal = JsonEncodedText.Encode(ClaimNames.Refusal);
    public static readonly JsonEncodedText RevokedAt = JsonEncodedText.Encode(ClaimNames.RevokedAt);
    public static readonly JsonEncodedText RotateAfter = JsonEncodedText.Encode(ClaimNames.RotateAfter);
    public static readonly JsonEncodedText Scope = JsonEncodedText.Encode(ClaimNames.Scope);
    public static readonly JsonEncodedText SessionId = JsonEncodedText.Encode(ClaimNames.SessionId);
    public static readonly JsonEncodedText Sessions = JsonEncodedText.Encode(ClaimNames.Sessions);
    public static readonly JsonEncodedText SessionsEnded = JsonEncodedText.Encode(ClaimNames.SessionsEnded);
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode(ClaimNames.Status);
    public static readonly JsonEncodedText Subject = JsonEncodedText.Encode(ClaimNames.Subject);
    public static readonly JsonEncodedText TaintedAt = JsonEncodedText.Encode(ClaimNames.TaintedAt);
    public static readonly JsonEncodedText Token = JsonEncodedText.Encode(ClaimNames.Token);
    public static readonly JsonEncodedText TokenType = JsonEncodedText.Encode(ClaimNames.TokenType);
    public static readonly JsonEncodedText Until = JsonEncodedText.Encode(ClaimNames.Until);
    public static readonly JsonEncodedText UsesLeft = JsonEncodedText.Encode(ClaimNames.UsesLeft);
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode(ClaimNames.Value);
}

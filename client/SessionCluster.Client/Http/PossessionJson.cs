using System.Text.Json;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.Client.Http;

/// <summary>Writes what calls say of keys and of the client.</summary>
internal static class PossessionJson
{
    /// <summary>What a token came along with. Beside a bearer token a proof means nothing, and the service takes none.</summary>
    public static void WritePresented(Utf8JsonWriter writer, ValidateDescriptor descriptor)
    {
        if (descriptor is { Scheme: TokenScheme.DPoP, Possession.Proof: { } proof })
        {
            WriteProof(writer, proof);
        }

        if (!descriptor.Possession.Certificate.IsUnset)
        {
            writer.WriteString(ClaimNames.PresentedCertificate, descriptor.Possession.Certificate.ToString());
        }

        WriteContext(writer, descriptor.Context);
    }

    /// <summary>A session that its holder presents to a call of the service itself: the request that its proof is for is that call.</summary>
    public static void WriteHeld(Utf8JsonWriter writer, string token, TokenScheme scheme, PresentedPossession possession)
    {
        writer.WriteString(ClaimNames.Token, token);
        writer.WriteString(ClaimNames.Scheme, scheme == TokenScheme.DPoP ? SchemeWords.DPoP : SchemeWords.Bearer);
        if (scheme == TokenScheme.DPoP && possession.Proof is { } proof)
        {
            writer.WriteString(ClaimNames.Proof, proof.Proof);
        }

        if (!possession.Certificate.IsUnset)
        {
            writer.WriteString(ClaimNames.PresentedCertificate, possession.Certificate.ToString());
        }
    }

    /// <summary>What a session is to be bound to.</summary>
    public static void WriteBinding(Utf8JsonWriter writer, EstablishDescriptor descriptor)
    {
        if (descriptor.Confirmation is { } confirmation)
        {
            writer.WriteStartObject(ClaimNames.Confirmation);
            writer.WriteString(confirmation.Method == ConfirmationMethod.Jkt ? ClaimNames.KeyThumbprint : ClaimNames.CertificateThumbprint, confirmation.Thumbprint.ToString());
            writer.WriteEndObject();
        }

        if (descriptor.ConfirmationProof is { } proof)
        {
            writer.WriteStartObject(ClaimNames.ConfirmationProof);
            WriteProof(writer, proof);
            writer.WriteEndObject();
        }

        if (KeyStorageWords.Of(descriptor.KeyStorage) is { } storage)
        {
            writer.WriteString(ClaimNames.KeyStorage, storage);
        }

        WriteContext(writer, descriptor.Context);
    }

    private static void WriteProof(Utf8JsonWriter writer, DpopHeader proof)
    {
        writer.WriteString(ClaimNames.Proof, proof.Proof);
        writer.WriteString(ClaimNames.Method, proof.Method);
        writer.WriteString(ClaimNames.Uri, proof.Uri);
    }

    private static void WriteContext(Utf8JsonWriter writer, ClientContext? context)
    {
        if (context is null)
        {
            return;
        }

        writer.WriteStartObject(ClaimNames.Context);
        writer.WriteNumber(ClaimNames.Version, ClientContext.Version);
        WriteDigest(writer, ClaimNames.UserAgent, context.UserAgent);
        WriteDigest(writer, ClaimNames.Device, context.Device);
        writer.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter writer, string name, Digest128 digest)
    {
        if (!digest.IsUnset)
        {
            writer.WriteString(name, digest.ToString());
        }
    }
}

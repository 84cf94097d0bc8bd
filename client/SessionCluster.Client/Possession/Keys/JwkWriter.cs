using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>Writes keys as JWK (RFC 7518 section 6).</summary>
internal static class JwkWriter
{
    /// <summary>A P-256 or RSA key.</summary>
    public static string Write(AsymmetricAlgorithm key, bool withPrivate) => Encoding.UTF8.GetString(ProofJson.Write(writer =>
    {
        switch (key)
        {
            case ECDsa curve:
                WriteCurve(writer, curve.ExportParameters(withPrivate));
                break;
            case RSA rsa:
                WriteRsa(writer, rsa.ExportParameters(withPrivate));
                break;
        }
    }));

    private static void WriteCurve(Utf8JsonWriter writer, ECParameters parameters)
    {
        writer.WriteString("kty"u8, "EC"u8);
        writer.WriteString("crv"u8, "P-256"u8);
        WriteOctets(writer, "x"u8, parameters.Q.X);
        WriteOctets(writer, "y"u8, parameters.Q.Y);
        WriteOctets(writer, "d"u8, parameters.D);
    }

    private static void WriteRsa(Utf8JsonWriter writer, RSAParameters parameters)
    {
        writer.WriteString("kty"u8, "RSA"u8);
        WriteOctets(writer, "n"u8, parameters.Modulus);
        WriteOctets(writer, "e"u8, parameters.Exponent);
        WriteOctets(writer, "d"u8, parameters.D);
        WriteOctets(writer, "p"u8, parameters.P);
        WriteOctets(writer, "q"u8, parameters.Q);
        WriteOctets(writer, "dp"u8, parameters.DP);
        WriteOctets(writer, "dq"u8, parameters.DQ);
        WriteOctets(writer, "qi"u8, parameters.InverseQ);
    }

    private static void WriteOctets(Utf8JsonWriter writer, ReadOnlySpan<byte> name, byte[]? octets)
    {
        if (octets is not null)
        {
            writer.WriteString(name, Base64Url.EncodeToString(octets));
            CryptographicOperations.ZeroMemory(octets);
        }
    }
}

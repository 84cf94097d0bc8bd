using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SessionCluster.Client.Possession.Proofs;

/// <summary>Writes the parts of a proof.</summary>
internal static class ProofJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Header(string algorithm, string publicJwk) => Write(writer =>
    {
        writer.WriteString("typ"u8, "dpop+jwt"u8);
        writer.WriteString("alg"u8, algorithm);
        writer.WritePropertyName("jwk"u8);
        writer.WriteRawValue(publicJwk);
    });

    public static byte[] Payload(ProofContent content) => Write(writer =>
    {
        writer.WriteString("jti"u8, content.Id);
        writer.WriteString("htm"u8, content.Method);
        writer.WriteString("htu"u8, content.Uri);
        writer.WriteNumber("iat"u8, content.IssuedAtSeconds);
        if (content.TokenHash is { } hash)
        {
            writer.WriteString("ath"u8, hash);
        }

        if (content.Nonce is { } nonce)
        {
            writer.WriteString("nonce"u8, nonce);
        }
    });

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>A ring's file as it is changed: the ring, and whether a silo made it for itself.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="IsDevelopment">Whether the file says so.</param>
internal sealed record KeyRingDocument(KeyRing Ring, bool IsDevelopment)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Reads it.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out KeyRingDocument? document, [NotNullWhen(false)] out string? problem)
    {
        document = null;
        if (!KeyRingFile.TryReadBytes(path, out var content, out problem) || !KeyRingFile.TryParse(path, content, out var ring, out problem))
        {
            return false;
        }

        using var json = JsonDocument.Parse(content);
        document = new(ring, json.RootElement.TryGetProperty("development", out var mark) && mark.ValueKind == JsonValueKind.True);
        CryptographicOperations.ZeroMemory(content);
        return true;
    }

    /// <summary>Its keys, copied: whoever asks clears them.</summary>
    public Dictionary<byte, byte[]> Keys()
    {
        var keys = new Dictionary<byte, byte[]>();
        foreach (var description in Ring.Describe().Keys)
        {
            _ = Ring.TryGetKey(description.Id, out var key);
            keys[description.Id] = [.. key];
        }

        return keys;
    }

    /// <summary>The file's content; whoever asks clears it.</summary>
    public byte[] Compose()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Indented))
        {
            writer.WriteStartObject();
            if (IsDevelopment)
            {
                writer.WriteBoolean("development", true);
            }

            writer.WriteNumber("current", Ring.CurrentId);
            writer.WriteStartObject("keys");
            foreach (var (id, key) in Keys().OrderBy(key => key.Key))
            {
                writer.WriteBase64String(id.ToString(CultureInfo.InvariantCulture), key);
                CryptographicOperations.ZeroMemory(key);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return text.ToArray();
    }
}

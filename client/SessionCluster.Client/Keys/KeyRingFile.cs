using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>A key ring as a JSON file: <c>{"current": 1, "keys": {"1": "base64 of 32 bytes"}}</c>, and <c>"development": true</c> in a generated one. Strict: a member that is unknown, missing or there twice is refused.</summary>
internal static class KeyRingFile
{
    /// <summary>Largest file that is read: 16 KiB, more than twice the largest ring.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>How often whoever goes by a file reads it again: every 2 s.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(2);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    /// <summary>Reads the ring in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ring">The ring, when the answer is true.</param>
    /// <param name="problem">What is wrong, by the file's name and without its content, when the answer is false.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        ring = null;
        if (!TryReadBytes(path, out var content, out problem))
        {
            return false;
        }

        var good = TryParse(path, content, out ring, out problem);
        CryptographicOperations.ZeroMemory(content);
        return good;
    }

    /// <summary>Reads a file's bytes, if it is not larger than a ring can be.</summary>
    public static bool TryReadBytes(string path, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? problem)
    {
        content = null;
        try
        {
            using var file = System.IO.File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                problem = $"The key ring file {path} is larger than {MaxBytes} bytes: it is no key ring.";
                return false;
            }

            content = new byte[file.Length];
            file.ReadExactly(content);
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"The key ring file {path} can't be read ({exception.GetType().Name}).";
            return false;
        }
    }

    /// <summary>Parses a file's bytes.</summary>
    public static bool TryParse(string path, ReadOnlyMemory<byte> content, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        ring = null;
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            return TryRead(path, document.RootElement, out ring, out problem);
        }
        catch (JsonException exception)
        {
            // Its message may quote the file: the line is enough.
            problem = $"The key ring file {path} is not JSON, or has a member twice (line {(exception.LineNumber ?? 0) + 1}).";
            return false;
        }
        catch (InvalidOperationException)
        {
            // What the reader throws where a string is no text: a lone surrogate, or bytes that are not UTF-8.
            problem = $"The key ring file {path} has a string that is no Unicode text.";
            return false;
        }
    }

    private static bool TryRead(string path, JsonElement root, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        ring = null;
        if (root.ValueKind != JsonValueKind.Object || root.GetPropertyCount() != (HasMark(root) ? 3 : 2)
            || !root.TryGetProperty("current", out var current) || !root.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Object)
        {
            problem = $$$"""The key ring file {{{path}}} does not have the form {"current": 1, "keys": {"1": "base64 of 32 bytes"}}.""";
            return false;
        }

        var draft = new KeyRingDraft();
        foreach (var key in keys.EnumerateObject())
        {
            if (!draft.TryAdd($"A key of the key ring file {path}, keys.{Name(key.Name)},", key.Name, key.Value.ValueKind == JsonValueKind.String ? key.Value.GetString() : null, out problem))
            {
                return false;
            }
        }

        var id = current.ValueKind == JsonValueKind.Number && current.TryGetByte(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
        return draft.TryFinish($"'current' of the key ring file {path}", id, out ring, out problem);
    }

    /// <summary>A silo that made the ring for itself says so in the file; who may read such a ring is the silo's to check.</summary>
    private static bool HasMark(JsonElement root) => root.TryGetProperty("development", out var mark) && mark.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>A name is shown only if it could be an id: by mistake it may be a key.</summary>
    private static string Name(string name) => name.Length <= 2 ? name : "...";
}

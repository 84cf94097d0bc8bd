using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Files;

namespace SessionCluster.Client.Keys;

/// <summary>
/// Changes a ring's file offline: adds a key, takes one away. The file is replaced as a whole, so that whoever reads it again meanwhile finds the former or the next ring, and keeps its mode. Internal: for
/// <c>sessionctl keys</c>. It says ids, never a key.
/// </summary>
internal static class KeyRingEdit
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Adds a new key and makes it current.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Its id; <see langword="null"/> for the one after the highest, so that no retired id comes back while there is another.</param>
    /// <param name="next">The ring now.</param>
    /// <param name="problem">What is wrong; then nothing was changed.</param>
    public static bool TryRotate(string path, byte? id, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem)
    {
        next = null;
        if (!TryRead(path, out var ring, out var isDevelopment, out problem))
        {
            return false;
        }

        if ((id ?? NextId(ring)) is not { } added)
        {
            problem = $"The key ring file {path} has a key under every id: retire one first.";
            return false;
        }

        if (added > KeyRing.MaxKeyId || ring.Contains(added))
        {
            problem = $"The key ring file {path} has a key {added}, or can't have one: give an id from 0 to {KeyRing.MaxKeyId} that is free.";
            return false;
        }

        var keys = Copy(ring);
        keys[added] = RandomNumberGenerator.GetBytes(KeyRing.KeySize);
        return TryReplace(path, KeyRing.Create(added, keys), isDevelopment, keys, out next, out problem);
    }

    /// <summary>Takes a key away, which is not the current one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Its id.</param>
    /// <param name="next">The ring now.</param>
    /// <param name="problem">What is wrong; then nothing was changed.</param>
    public static bool TryRetire(string path, byte id, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem)
    {
        next = null;
        if (!TryRead(path, out var ring, out var isDevelopment, out problem))
        {
            return false;
        }

        if (id == ring.CurrentId || !ring.Contains(id))
        {
            problem = id == ring.CurrentId
                ? $"Key {id} of {path} is the current one: rotate first."
                : $"The key ring file {path} has no key {id}; it has {KeyRingChange.Ids(ring)}, current {ring.CurrentId}.";
            return false;
        }

        var keys = Copy(ring);
        CryptographicOperations.ZeroMemory(keys[id]);
        keys.Remove(id);
        return TryReplace(path, KeyRing.Create(ring.CurrentId, keys), isDevelopment, keys, out next, out problem);
    }

    private static bool TryRead(string path, [NotNullWhen(true)] out KeyRing? ring, out bool isDevelopment, [NotNullWhen(false)] out string? problem)
    {
        (ring, isDevelopment) = (null, false);
        if (!KeyRingFile.TryReadBytes(path, out var content, out problem) || !KeyRingFile.TryParse(path, content, out ring, out problem))
        {
            return false;
        }

        using var document = JsonDocument.Parse(content);
        isDevelopment = document.RootElement.TryGetProperty("development", out var mark) && mark.ValueKind == JsonValueKind.True;
        CryptographicOperations.ZeroMemory(content);
        return true;
    }

    private static byte? NextId(KeyRing ring)
    {
        var highest = ring.Describe().Keys[^1].Id;
        if (highest < KeyRing.MaxKeyId)
        {
            return (byte)(highest + 1);
        }

        for (byte id = 0; id <= KeyRing.MaxKeyId; id++)
        {
            if (!ring.Contains(id))
            {
                return id;
            }
        }

        return null;
    }

    private static Dictionary<byte, byte[]> Copy(KeyRing ring)
    {
        var keys = new Dictionary<byte, byte[]>();
        foreach (var description in ring.Describe().Keys)
        {
            _ = ring.TryGetKey(description.Id, out var key);
            keys[description.Id] = [.. key];
        }

        return keys;
    }

    private static bool TryReplace(
        string path, KeyRing ring, bool isDevelopment, Dictionary<byte, byte[]> keys, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem)
    {
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8)}.new";
        try
        {
            // Through a link, as orchestrators make them: the link stays.
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            draft = $"{target}.{RandomNumberGenerator.GetHexString(8)}.new";
            var content = Compose(ring, isDevelopment, keys);
            OwnerFile.Write(draft, content);
            CryptographicOperations.ZeroMemory(content);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, File.GetUnixFileMode(target));
            }

            File.Move(draft, target, overwrite: true);
            (next, problem) = (ring, null);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            (next, problem) = (null, $"The key ring file {path} can't be replaced ({exception.GetType().Name}); it is as it was.");
            return false;
        }
        finally
        {
            foreach (var key in keys.Values)
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }
    }

    private static byte[] Compose(KeyRing ring, bool isDevelopment, Dictionary<byte, byte[]> keys)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Indented))
        {
            writer.WriteStartObject();
            if (isDevelopment)
            {
                writer.WriteBoolean("development", true);
            }

            writer.WriteNumber("current", ring.CurrentId);
            writer.WriteStartObject("keys");
            foreach (var (id, key) in keys.OrderBy(key => key.Key))
            {
                writer.WriteBase64String(id.ToString(CultureInfo.InvariantCulture), key);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return text.ToArray();
    }
}

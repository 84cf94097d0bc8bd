using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Callers;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// What a first run in Development makes for itself, in the data directory and readable by its owner only: two key rings and a client. Each file says that it is for development;
/// outside Development nothing is generated, and a file that says so is refused.
/// </summary>
internal static class DevelopmentFiles
{
    private const string Mark = "development";

    // Otherwise a member that is there twice is found when it is asked for, as another exception.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a ring with one random key, unless the file is there.</summary>
    public static void EnsureRing(string path) => PrivateFile.TryCreate(path, ToBytes(new()
    {
        [Mark] = true,
        ["current"] = 1,
        ["keys"] = new JsonObject { ["1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.KeySize)) },
    }));

    /// <summary>Reads the development client, or makes it.</summary>
    /// <exception cref="ConfigurationProblemException">The file holds something else.</exception>
    public static DevelopmentClient EnsureClient(string path)
    {
        var isNew = PrivateFile.TryCreate(path, ToBytes(new()
        {
            [Mark] = true,
            ["client_id"] = DevelopmentClient.Id,
            ["client_secret"] = ClientSecretMaker.Draw(),
        }));
        return Read(path) is JsonObject file && file["client_secret"] is JsonValue value && value.TryGetValue<string>(out var secret)
            ? new(path, secret, isNew)
            : throw new ConfigurationProblemException([$"{path} is not a development client. Delete it, and the next start in Development makes another."]);
    }

    /// <summary>True when a file says that it is for development.</summary>
    public static bool IsMarked(string path) => Read(path) is JsonObject file && file[Mark] is JsonValue value && value.TryGetValue<bool>(out var marked) && marked;

    private static byte[] ToBytes(JsonObject content) => JsonSerializer.SerializeToUtf8Bytes(content, Indented);

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), documentOptions: Strict);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

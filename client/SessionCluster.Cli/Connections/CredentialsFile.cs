using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SessionCluster.Cli.Connections;

/// <summary>
/// A JSON file with credentials: <c>{"url": "...", "client_id": "...", "client_secret": "..."}</c>. Read strictly, and not at all when anybody but its owner may read or write it.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Url">The service's address, if it says one.</param>
/// <param name="ClientId">The client id; <see langword="null"/> when the file has no credentials.</param>
/// <param name="ClientSecret">Its secret, when there is an id.</param>
internal sealed record CredentialsFile(string Path, string? Url, string? ClientId, string? ClientSecret)
{
    private const int MaxLength = 16 * 1024;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Members = ["url", "client_id", "client_secret", "development"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="file">What it says; <see langword="null"/> when there is none, or a problem.</param>
    /// <param name="problem">A sentence that says what to do; <see langword="null"/> without a problem.</param>
    /// <returns>False when there is a problem.</returns>
    public static bool TryRead(string path, out CredentialsFile? file, [NotNullWhen(false)] out string? problem)
    {
        (file, problem) = (null, null);
        try
        {
            // The mode is that of the file that was opened, whatever the path leads to a moment later.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != 0)
            {
                problem = $"{path} holds a secret and is open to others than its owner: chmod 600 {path}";
                return false;
            }

            return stream.Length <= MaxLength ? TryParse(path, stream, out file, out problem) : Fail(path, out problem);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} can't be read: {exception.Message}";
            return false;
        }
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => Path;

    private static bool TryParse(string path, Stream stream, out CredentialsFile? file, [NotNullWhen(false)] out string? problem)
    {
        (file, problem) = (null, null);
        try
        {
            if (JsonNode.Parse(stream, documentOptions: new() { AllowDuplicateProperties = false }) is not JsonObject content || content.Any(member => !Members.Contains(member.Key)))
            {
                return Fail(path, out problem);
            }

            file = new(path, Text(content, "url"), Text(content, "client_id"), Text(content, "client_secret"));
            return (file.ClientId is null) == (file.ClientSecret is null) || Fail(path, out problem);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Fail(path, out problem);
        }
    }

    private static string? Text(JsonObject content, string name) => content[name]?.GetValue<string>();

    // Nothing of the content is repeated: it may be a secret in the wrong place.
    private static bool Fail(string path, [NotNull] out string? problem)
    {
        problem = $"{path} is not what it should be: {{\"url\": \"https://...\", \"client_id\": \"...\", \"client_secret\": \"...\"}}, the last two both or neither, and nothing else.";
        return false;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SessionCluster.Client.Possession;

namespace SessionCluster.Cli.Possession;

/// <summary>A private key in a file of its owner's alone: PEM, or a JWK that something else has made. For trying things: whoever copies the file has the key.</summary>
internal static class KeyFile
{
    private const int MaxLength = 16 * 1024;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a key and writes it. A file that is there is left as it is.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="key">The key; the caller disposes of it.</param>
    /// <param name="problem">A sentence that says what to do.</param>
    public static bool TryMake(string path, [NotNullWhen(true)] out ProofKey? key, [NotNullWhen(false)] out string? problem)
    {
        (key, problem) = (null, null);
        var made = ProofKey.CreateEcdsa();
        try
        {
            made.Save(path);
            key = made;
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            problem = $"{path} is there, and a key is never overwritten: give another name.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} can't be written: {exception.Message}";
        }

        made.Dispose();
        return false;
    }

    /// <summary>Reads a key. A file that others may read or write is refused.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="key">The key; the caller disposes of it.</param>
    /// <param name="problem">A sentence that says what to do; nothing of the content.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out ProofKey? key, [NotNullWhen(false)] out string? problem)
    {
        (key, problem) = (null, null);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & ~(Owner | UnixFileMode.UserExecute)) != 0)
            {
                problem = $"{path} holds a private key and is open to others than its owner: chmod 600 {path}";
                return false;
            }

            if (stream.Length <= MaxLength)
            {
                using var reader = new StreamReader(stream);
                key = ProofKey.Import(reader.ReadToEnd());
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"There is no file {path}: make a key with `sessionctl proof --new-key {path}`.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} can't be read: {exception.Message}";
        }
        catch (CryptographicException)
        {
            // Nothing of the content is repeated.
        }

        problem ??= key is null ? $"{path} holds no private key that proofs are made with: P-256, or RSA from 2,048 bits, as PEM or JWK." : null;
        return problem is null;
    }
}

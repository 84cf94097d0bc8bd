using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Files;

namespace SessionCluster.Client.Keys;

/// <summary>
/// Replaces a ring's file as a whole, so that whoever reads it meanwhile, and whoever comes after a crash, finds the former ring or the next one. The next stands beside it under one name while it is made, which is what keeps two
/// edits apart: each reads the ring after it has that name, or a key that one adds would be lost to the other. The file keeps its mode, and a link, as orchestrators make them, stays.
/// </summary>
internal static class KeyRingReplacement
{
    /// <summary>What the name of the next file ends with.</summary>
    public const string Suffix = ".edit";

    /// <summary>Reads, changes and replaces.</summary>
    /// <param name="path">The file.</param>
    /// <param name="change">Gives the next ring, or <see langword="null"/> and a sentence.</param>
    /// <param name="next">The ring now.</param>
    /// <param name="problem">What is wrong; then the file is as it was.</param>
    public static bool TryMake(string path, Func<KeyRingDocument, (KeyRing? Next, string? Problem)> change, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem)
    {
        next = null;
        if (!KeyRingDocument.TryRead(path, out _, out problem))
        {
            return false;
        }

        string? draft = null;
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (File.Exists(target + Suffix))
            {
                problem = $"{target}{Suffix} is there: somebody else edits the key ring, or did not get to the end. When nobody does, delete it; the ring itself is whole.";
                return false;
            }

            using (var file = OwnerFile.Create(target + Suffix))
            {
                draft = target + Suffix;
                if (!KeyRingDocument.TryRead(path, out var document, out problem))
                {
                    return false;
                }

                (next, problem) = change(document);
                if (next is null)
                {
                    problem ??= $"The key ring file {path} is as it was.";
                    return false;
                }

                var content = (document with { Ring = next }).Compose();
                file.Write(content);
                file.Flush(flushToDisk: true);
                CryptographicOperations.ZeroMemory(content);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, File.GetUnixFileMode(target));
            }

            File.Move(draft, target, overwrite: true);
            (draft, problem) = (null, null);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            (next, problem) = (null, $"The key ring file {path} can't be replaced ({exception.GetType().Name}); it is as it was.");
            return false;
        }
        finally
        {
            if (draft is not null)
            {
                File.Delete(draft);
            }
        }
    }
}

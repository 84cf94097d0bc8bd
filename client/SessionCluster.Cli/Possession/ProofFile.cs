using System.Diagnostics.CodeAnalysis;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Cli.Possession;

/// <summary>A proof in a file: no secret, and of no use once its time is over or it was accepted.</summary>
internal static class ProofFile
{
    /// <summary>Reads it; the line end that <c>proof</c> prints after it is not part of it.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? proof, [NotNullWhen(false)] out string? problem)
    {
        (proof, problem) = (null, null);
        try
        {
            using var reader = new StreamReader(path);
            Span<char> text = stackalloc char[PresentedProof.MaxLength + 3];
            proof = new string(text[..reader.ReadBlock(text)]).TrimEnd('\r', '\n');
            problem = proof.Length is 0 or > PresentedProof.MaxLength ? $"{path} is no proof: it has 1 to {PresentedProof.MaxLength} characters." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} can't be read: {exception.Message}";
        }

        return problem is null;
    }
}

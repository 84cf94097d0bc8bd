using System.Security.Cryptography;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Client.Sessions;

/// <summary>Draws attempt ids from the operating system's generator, several at a time: every validation needs one, in case it must be repeated.</summary>
internal static class AttemptSource
{
    private const int Batch = 32 * AttemptId.Size;

    [ThreadStatic]
    private static byte[]? threadBytes;

    [ThreadStatic]
    private static int threadUsed;

    public static AttemptId Next()
    {
        var bytes = threadBytes;
        if (bytes is null || threadUsed == Batch)
        {
            bytes = threadBytes ??= new byte[Batch];
            RandomNumberGenerator.Fill(bytes);
            threadUsed = 0;
        }

        var attempt = AttemptId.FromBytes(bytes.AsSpan(threadUsed, AttemptId.Size));
        threadUsed += AttemptId.Size;
        return attempt;
    }
}

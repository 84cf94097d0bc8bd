using System.Buffers;
using System.Text;

namespace SessionCluster.Abstractions.Wire;

/// <summary>Whether text can be sent as UTF-8 and come back the same: encoders replace a lone surrogate without saying so.</summary>
internal static class UnicodeText
{
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}

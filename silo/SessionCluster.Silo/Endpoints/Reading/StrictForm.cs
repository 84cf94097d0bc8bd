using System.Buffers;
using System.Text;
using System.Text.Unicode;
using SessionCluster.Silo.Endpoints.Problems;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> as RFC 6749 appendix B and section 3.2 say: parameters that nobody knows are skipped, one without a value counts as left out, none may stand twice.
/// The first problem stands and ends the reading. No sentence repeats a value.
/// </summary>
internal ref struct StrictForm(ReadOnlySpan<byte> body)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private ReadOnlySpan<byte> _rest = body;

    /// <summary>What is wrong with the form; <see langword="null"/> while nothing is.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Moves to the next parameter that has a value; false at the end, or when there is a problem.</summary>
    public bool TryNext(out string name, out string value)
    {
        (name, value) = (string.Empty, string.Empty);
        while (Problem is null && !_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)'&');
            var pair = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            if (!pair.IsEmpty && TryRead(pair, out name, out value) && value.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses the form.</summary>
    public void Reject(string sentence) => Problem ??= KnownProblems.Malformed(sentence);

    private bool TryRead(ReadOnlySpan<byte> pair, out string name, out string value)
    {
        var equals = pair.IndexOf((byte)'=');
        value = string.Empty;
        if (!TryDecode(equals < 0 ? pair : pair[..equals], out name) || (equals >= 0 && !TryDecode(pair[(equals + 1)..], out value)))
        {
            Reject("The form has a parameter that is not percent-encoded UTF-8: encode it as RFC 6749 appendix B says.");
            return false;
        }

        if (!_seen.Add(name))
        {
            Reject("The form has a parameter twice: send each once (RFC 6749 section 3.2).");
            return false;
        }

        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, out string text)
    {
        text = string.Empty;
        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            if (!TryDecode(encoded, rented, out var length) || !Utf8.IsValid(rented.AsSpan(0, length)))
            {
                return false;
            }

            text = Encoding.UTF8.GetString(rented, 0, length);
            return true;
        }
        finally
        {
            // It may have been a token.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> decoded, out int length)
    {
        length = 0;
        for (var index = 0; index < encoded.Length; index++)
        {
            var value = encoded[index];
            if (value == '%')
            {
                if (index + 2 >= encoded.Length || Convert.FromHexString(encoded.Slice(index + 1, 2), decoded[length..], out _, out _) != OperationStatus.Done)
                {
                    return false;
                }

                index += 2;
                length++;
                continue;
            }

            decoded[length++] = value == '+' ? (byte)' ' : value;
        }

        return true;
    }
}

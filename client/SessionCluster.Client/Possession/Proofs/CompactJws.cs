namespace SessionCluster.Client.Possession.Proofs;

/// <summary>The three parts of a JWS in compact serialization (RFC 7515 section 7.1), decoded.</summary>
internal ref struct CompactJws
{
    /// <summary>All of it, as it was sent.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>What is signed: the first two parts with the dot between them.</summary>
    public ReadOnlySpan<byte> Signed { get; private init; }

    /// <summary>The decoded first part.</summary>
    public ReadOnlySpan<byte> Header { get; private init; }

    /// <summary>The decoded second part.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>The decoded third part.</summary>
    public ReadOnlySpan<byte> Signature { get; private init; }

    /// <summary>Splits and decodes; each part must hold something.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="decoded">As large as <paramref name="text"/>.</param>
    /// <param name="jws">The parts.</param>
    public static bool TrySplit(ReadOnlySpan<byte> text, Span<byte> decoded, out CompactJws jws)
    {
        jws = default;
        var first = text.IndexOf((byte)'.');
        var last = text.LastIndexOf((byte)'.');

        // A third dot is in the second part, where no character of the alphabet is one.
        if (first == last
            || !StrictBase64Url.TryDecode(text[..first], decoded, out var header)
            || !StrictBase64Url.TryDecode(text[(first + 1)..last], decoded[header..], out var payload)
            || !StrictBase64Url.TryDecode(text[(last + 1)..], decoded[(header + payload)..], out var signature))
        {
            return false;
        }

        jws = new()
        {
            Text = text,
            Signed = text[..last],
            Header = decoded[..header],
            Payload = decoded.Slice(header, payload),
            Signature = decoded.Slice(header + payload, signature),
        };
        return true;
    }
}

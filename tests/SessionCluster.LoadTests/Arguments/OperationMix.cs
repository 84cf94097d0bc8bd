using System.Globalization;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>How often each operation is drawn, as shares of a whole.</summary>
internal sealed class OperationMix
{
    private readonly (OperationKind Kind, double Share)[] _shares;
    private readonly double _whole;

    private OperationMix((OperationKind Kind, double Share)[] shares)
    {
        _shares = shares;
        _whole = shares.Sum(share => share.Share);
    }

    public static OperationMix Of(params (OperationKind Kind, double Share)[] shares) => new(shares);

    /// <summary>Reads <c>validate=95,establish=4</c>; <see langword="null"/> when it is none, or never validates.</summary>
    public static OperationMix? TryParse(string text)
    {
        var shares = new List<(OperationKind Kind, double Share)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var word, var number] || !OperationWords.TryParse(word, out var kind) || !Number.TryParse(number, out var share) || shares.Exists(other => other.Kind == kind))
            {
                return null;
            }

            shares.Add((kind, share));
        }

        return shares.Exists(share => share is { Kind: OperationKind.Validate, Share: > 0 }) ? new([.. shares]) : null;
    }

    /// <summary>True when it draws that one.</summary>
    public bool Has(OperationKind kind) => Array.Exists(_shares, share => share.Kind == kind && share.Share > 0);

    /// <summary>The same, and of what is drawn another kind beside it, in percent of it.</summary>
    public OperationMix With(OperationKind kind, double percent) => new([.. _shares, (kind, _whole * percent / 100)]);

    public OperationKind Draw(Random random)
    {
        var left = random.NextDouble() * _whole;
        foreach (var (kind, share) in _shares)
        {
            left -= share;
            if (left < 0)
            {
                return kind;
            }
        }

        return OperationKind.Validate;
    }

    public override string ToString() => string.Join(',', _shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{OperationWords.Of(share.Kind)}={share.Share}")));
}

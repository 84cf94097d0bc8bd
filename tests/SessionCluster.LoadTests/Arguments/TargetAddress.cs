using System.Net;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>Where a running cluster is reached: HTTP addresses, or gateways.</summary>
/// <param name="Http">The addresses, when they are HTTP; empty otherwise.</param>
/// <param name="Gateways">The gateways, when they are; empty otherwise.</param>
internal sealed record TargetAddress(IReadOnlyList<Uri> Http, IReadOnlyList<DnsEndPoint> Gateways)
{
    private const string GatewayScheme = "gateway";

    /// <summary>The scheme stands before the first address and may stand before the others.</summary>
    public static TargetAddress? TryParse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var scheme = parts[0].Split("://")[0];
        var uris = new List<Uri>();
        foreach (var part in parts)
        {
            var whole = part.Contains("://", StringComparison.Ordinal) ? part : $"{scheme}://{part}";
            if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.Scheme != scheme || uri.Host.Length == 0 || uri.PathAndQuery is not ("/" or "") || uri.UserInfo.Length > 0)
            {
                return null;
            }

            uris.Add(uri);
        }

        return scheme switch
        {
            "http" or "https" => new(uris, []),
            GatewayScheme when uris.TrueForAll(uri => uri.Port > 0) => new([], [.. uris.Select(uri => new DnsEndPoint(uri.Host, uri.Port))]),
            _ => null,
        };
    }
}

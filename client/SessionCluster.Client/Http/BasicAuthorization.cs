using System.Net.Http.Headers;
using System.Text;

namespace SessionCluster.Client.Http;

/// <summary>HTTP Basic with id and secret form-encoded first (RFC 6749 section 2.3.1), so that neither a colon nor another character changes their meaning.</summary>
internal static class BasicAuthorization
{
    public static AuthenticationHeaderValue Of(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(id)}:{FormEncode(secret)}")));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}

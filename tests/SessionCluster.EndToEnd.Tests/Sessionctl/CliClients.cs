using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>Clients with less than every permission.</summary>
internal static class CliClients
{
    /// <summary>May only validate, for one audience.</summary>
    public const string Reader = "reader";

    /// <summary>Its secret: it needs form-encoding.</summary>
    public const string ReaderSecret = "a+b %:/=ä";

    public static string[] ToArguments() =>
    [
        $"--SessionCluster:Clients:{Reader}:Secrets:0=sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReaderSecret)))}",
        $"--SessionCluster:Clients:{Reader}:Permissions:0=validate",
        $"--SessionCluster:Clients:{Reader}:Audiences:0=orders",
    ];
}

using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace SessionCluster.Client.Tls;

internal sealed partial class TlsHandshake
{
    [LoggerMessage(2204, LogLevel.Warning, "{Who} was refused: its certificate (SHA-256 {Certificate}) is not vouched for now by the cluster's authority ({Errors}).", EventName = "PeerUntrusted")]
    private partial void LogUntrusted(string who, string certificate, SslPolicyErrors errors);

    [LoggerMessage(2205, LogLevel.Warning, "{Who} was refused: the extended key usage of its certificate (SHA-256 {Certificate}) does not name {Usage}.", EventName = "PeerOfAnotherUsage")]
    private partial void LogWrongUsage(string who, string certificate, string? usage);

    [LoggerMessage(2206, LogLevel.Warning, "{Who} was refused: its certificate (SHA-256 {Certificate}) does not have the name {Name}, so it is no silo.", EventName = "PeerNoSilo")]
    private partial void LogNoSilo(string who, string certificate, string name);
}

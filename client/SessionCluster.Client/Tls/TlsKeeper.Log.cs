using Microsoft.Extensions.Logging;

namespace SessionCluster.Client.Tls;

internal sealed partial class TlsKeeper
{
    [LoggerMessage(2201, LogLevel.Information, "The certificate of mutual TLS was replaced; the new one is valid until {Until:u}.", EventName = "CertificateReplaced")]
    private partial void LogReplaced(DateTime until);

    [LoggerMessage(2202, LogLevel.Error, "The files of mutual TLS have a problem; what was in force stays so. {Problem}", EventName = "CertificateKept")]
    private partial void LogKept(string problem);

    [LoggerMessage(2203, LogLevel.Warning, "The certificate of mutual TLS is valid until {Until:u} only: from then on no connection opens.", EventName = "CertificateExpires")]
    private partial void LogExpires(DateTime until);
}

using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.AspNetCore.Authentication;

internal sealed partial class SessionClusterHandler
{
    [LoggerMessage(2101, LogLevel.Debug, "A session was refused: {Refusal}.", EventName = "SessionRefused")]
    private static partial void LogRefused(ILogger logger, string refusal);

    [LoggerMessage(2102, LogLevel.Warning, "A request could not be authenticated, and got 503: {Reason}.", EventName = "SessionInDoubt")]
    private static partial void LogUnavailable(ILogger logger, UnavailableReason reason);

    [LoggerMessage(2103, LogLevel.Debug, "A proof failed a check of its own. It had to be for {Method} {Uri}; when every proof fails, compare that with what clients see, and set PublicOrigin.", EventName = "ProofInvalid")]
    private static partial void LogProofInvalid(ILogger logger, string method, string uri);

    [LoggerMessage(2104, LogLevel.Warning, "A proxy forwarded in {Header} what is no certificate; the request has none.", EventName = "ForwardedCertificateUnreadable")]
    private static partial void LogUnreadableCertificate(ILogger logger, string header);
}

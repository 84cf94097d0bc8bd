using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.AspNetCore.Rotation;

/// <summary>
/// Rotates bearer sessions for their holders, when their time has come (<c>rotate_after</c>). For services that can hand a token to its holder, as a web application with a cookie of its own; others leave it off and have clients rotate.
/// A session that is bound to a key is never rotated here: its owner does that.
/// </summary>
public sealed class SessionRotationOptions
{
    /// <summary>
    /// Hands the successor to the holder with this very response, whose headers are not sent yet; <see langword="null"/> (default) for no rotation. The token that was presented goes on being accepted until the successor is
    /// presented, and a little longer. It gets the request, the successor and the session's facts; a fault in it is logged and fails no request.
    /// </summary>
    public Func<HttpContext, SessionToken, SessionFacts, Task>? Deliver { get; set; }
}

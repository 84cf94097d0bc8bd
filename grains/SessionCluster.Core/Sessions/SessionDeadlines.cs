using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>When a session ends by time. A deadline is exclusive: at the deadline itself the session has ended (RFC 7519 section 4.1.4).</summary>
public static class SessionDeadlines
{
    /// <summary>min(last use + idle timeout, absolute deadline): activity moves the first, nothing moves the second (NIST SP 800-63B-4 section 2.1.3).</summary>
    public static DateTimeOffset IdleDeadline(SessionFacts facts, DateTimeOffset lastUsedAt)
    {
        var idle = lastUsedAt + facts.IdleTimeout;
        return idle < facts.AbsoluteDeadline ? idle : facts.AbsoluteDeadline;
    }

    /// <summary>
    /// True when the last use should be stored (P-W5): the idle deadline has moved by a quarter of the idle timeout since the last write, so that a crash costs the holder at most that much.
    /// </summary>
    public static bool NeedsPersisting(SessionFacts facts, DateTimeOffset stored, DateTimeOffset lastUsedAt) => lastUsedAt - stored >= facts.IdleTimeout / 4;
}

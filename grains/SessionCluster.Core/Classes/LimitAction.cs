namespace SessionCluster.Core.Classes;

/// <summary>What happens when a subject asks for one session more than its class allows (ASVS 7.1.2).</summary>
public enum LimitAction
{
    /// <summary>The new session is refused (<c>session_limit</c>).</summary>
    Refuse = 1,

    /// <summary>The session that was used longest ago is ended.</summary>
    EndLongestIdle = 2,
}

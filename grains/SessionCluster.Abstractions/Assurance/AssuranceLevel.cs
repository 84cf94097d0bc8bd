namespace SessionCluster.Abstractions.Assurance;

/// <summary>Authenticator assurance level (NIST SP 800-63B-4 section 2), computed from authentication methods and never set by callers. Compared by rank.</summary>
[GenerateSerializer, Alias("sc.AssuranceLevel")]
public enum AssuranceLevel
{
    /// <summary>No method that counts was used.</summary>
    None = 0,

    /// <summary>One factor (<c>aal1</c>).</summary>
    Aal1 = 1,

    /// <summary>Two different factors (<c>aal2</c>).</summary>
    Aal2 = 2,

    /// <summary>A hardware key and another factor (<c>aal3</c>).</summary>
    Aal3 = 3,
}

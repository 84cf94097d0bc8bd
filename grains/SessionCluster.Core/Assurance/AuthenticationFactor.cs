namespace SessionCluster.Core.Assurance;

/// <summary>The kinds of authentication factor (NIST SP 800-63-4): two words of one kind are one factor.</summary>
[Flags]
public enum AuthenticationFactor
{
    /// <summary>Nothing that counts.</summary>
    None = 0,

    /// <summary>Something the subject knows.</summary>
    Knowledge = 1,

    /// <summary>Something the subject has.</summary>
    Possession = 2,

    /// <summary>Something the subject is.</summary>
    Inherence = 4,
}

namespace SessionCluster.Abstractions.Validation;

/// <summary>The three kinds of verdict. Numbers are stable; zero is none of them, so that a verdict nobody made is not an acceptance.</summary>
[GenerateSerializer, Alias("sc.VerdictOutcome")]
public enum VerdictOutcome
{
    /// <summary>The session is live and may be used for what was asked.</summary>
    Accepted = 1,

    /// <summary>It may not, for good or for now, as <see cref="SessionVerdict.Refusal"/> says.</summary>
    Refused = 2,

    /// <summary>In doubt: retry. Neither accepted nor inactive.</summary>
    Unavailable = 3,
}
